"""The Lua scripts of the event log: each one checks and writes in a single step.

Every script gets the four keys of `keys.of(job)` and answers with a list that opens with a verdict.
A frame's `seq` and `attempt` are known here only, so they are put in front of the rest of its JSON.
"""

PRELUDE = """
local events, meta, result, unsaved = unpack(KEYS)
local function get(field) return redis.call('HGET', meta, field) end
local function put(...) return redis.call('HSET', meta, ...) end
local function say(rest)
  local seq = redis.call('HINCRBY', meta, 'seq', 1)
  local frame = '{"seq":' .. seq .. ',"attempt":' .. get('attempt') .. ',' .. rest
  redis.call('XADD', events, seq .. '-0', 'frame', frame)
  return frame
end
local function last()
  return redis.call('XREVRANGE', events, '+', '-', 'COUNT', 1)[1][2][2]
end
-- A command whose answer was lost is sent again with the same token: it must not speak twice.
local function repeated(token)
  if get('token') == token then return true end
  put('token', token)
  return false
end
local function refusal(epoch, attempt)
  if not get('epoch') then return 'lost' end
  if get('epoch') ~= epoch or get('attempt') ~= attempt then return 'fenced' end
  if get('terminal') then return 'sealed' end
end
"""

OPEN = """
local epoch, request, rest = unpack(ARGV)
if get('epoch') then return {'ok', get('epoch')} end
put('epoch', epoch, 'attempt', 0, 'status', 'queued', 'request', request)
say(rest)
return {'ok', epoch}
"""

BEGIN = """
local token, now, retrying = unpack(ARGV)
if not get('epoch') then return {'lost'} end
if get('terminal') then return {'sealed'} end
if not repeated(token) then
  local attempt = redis.call('HINCRBY', meta, 'attempt', 1)
  put('status', 'running')
  redis.call('HSETNX', meta, 'started_at', now)
  if attempt > 1 then say(retrying) end
end
return {'ok', get('epoch'), get('attempt')}
"""

APPEND = """
local token, epoch, attempt, rest = unpack(ARGV)
local no = refusal(epoch, attempt)
if no then return {no} end
if repeated(token) then return {'ok', last()} end
return {'ok', say(rest)}
"""

FINISH = """
local token, epoch, attempt, rest, status, now, stored, job, score = unpack(ARGV)
if get('terminal') and get('token') == token then return {'ok', last()} end
local no = refusal(epoch, attempt)
if no then return {no} end
repeated(token)
if stored ~= '' then redis.call('SET', result, stored) end
local frame = say(rest)
put('status', status, 'finished_at', now, 'terminal', get('seq'))
redis.call('ZADD', unsaved, score, job)
return {'ok', frame}
"""

TRAILER = """
local token, rest = unpack(ARGV)
if not get('epoch') then return {'lost'} end
if not get('terminal') then return {'running'} end
if get('saved') then return {'sealed'} end
if repeated(token) then return {'ok', last()} end
return {'ok', say(rest)}
"""

SAVED = """
local token, rest, job, retention = unpack(ARGV)
redis.call('ZREM', unsaved, job)
if not get('epoch') then return {'lost'} end
if not get('terminal') then return {'running'} end
if get('saved') then return {'ok', last()} end
local frame = say(rest)
put('saved', 1, 'token', token)
for _, key in ipairs({events, meta, result}) do redis.call('PEXPIRE', key, retention) end
return {'ok', frame}
"""

CANCEL = """
if not get('epoch') or get('terminal') then return {'sealed'} end
put('cancel', 1)
return {'ok'}
"""

RESEED = """
local epoch, attempt, now, request = unpack(ARGV)
if get('epoch') then return {'fenced'} end
redis.call('DEL', events)
for i = 5, #ARGV do redis.call('XADD', events, (i - 4) .. '-0', 'frame', ARGV[i]) end
put('epoch', epoch, 'attempt', attempt, 'seq', #ARGV - 4, 'status', 'running',
    'started_at', now, 'request', request)
return {'ok', epoch}
"""
