"""The product with one thing made worse: settings and patches that only a drill's site has."""
