"""The setting LLM_MODEL: "provider:name", whose key or base URL has to be set as well."""

from config.env import BadSetting, Env

# Of each provider, the variables that make it reachable; one of them is enough.
PROVIDERS = {
    "openai": ("OPENAI_API_KEY", "OPENAI_BASE_URL"),
    "openai-chat": ("OPENAI_API_KEY", "OPENAI_BASE_URL"),
    "openai-responses": ("OPENAI_API_KEY", "OPENAI_BASE_URL"),
    "anthropic": ("ANTHROPIC_API_KEY",),
    "ollama": ("OLLAMA_BASE_URL",),
}


def language_model(env: Env) -> str:
    value = env.text("LLM_MODEL")
    provider, _, name = value.partition(":")
    if value and (provider not in PROVIDERS or not name.strip()):
        known = ", ".join(PROVIDERS)
        raise BadSetting("LLM_MODEL", value, f"unset, or a provider and a model ({known}:...)")
    if value and not any(env.text(variable) for variable in PROVIDERS[provider]):
        raise BadSetting("LLM_MODEL", value, f"set with {' or '.join(PROVIDERS[provider])}")
    return value
