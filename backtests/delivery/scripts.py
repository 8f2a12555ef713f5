"""The Lua scripts of the event log: each one checks and writes in a single step.

Every script gets the four keys of `keys.of(job)` and answers with a list that opens with a verdict.
A frame's `seq` and `attempt` are known here only, so they are put in front of the rest of its JSON.
"""

PRELUDE = """
local events, meta, result, unsaved = unpack(KEYS)
local function get(field) return redis.call('HGET', meta, field) end
local function number(field) return tonumber(get(field)) end
local function put(...) return redis.call('HSET', meta, ...) end
local function say(rest)
  local seq = redis.call('HINCRBY', meta, 'seq', 1)
  local frame = '{"seq":' .. seq .. ',"attempt":' .. get('attempt') .. ',' .. rest
  redis.call('XADD', events, seq .. '-0', 'frame', frame)
  return frame
end
local function said(seq)
  return redis.call('XRANGE', events, seq .. '-0', seq .. '-0')[1][2][2]
end
local function stamp()
  local now = redis.call('TIME')
  put('alive', now[1] * 1000 + math.floor(now[2] / 1000))
end
local function server()
  return string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
end
-- A server that started anew may have lost its last second, and with it what viewers have heard.
-- Whoever cannot tell speaks under a new epoch, so that no number is heard with another content.
local function doubt(epoch)
  if get('server') ~= server() then put('epoch', epoch, 'server', server()) end
end
-- `after` is the last seq that the writer knows: a log that is shorter has lost its tail, one that
-- is longer holds a word of the same writer whose answer was cut off.
local function refusal(epoch, attempt, after)
  if not get('epoch') then return 'lost' end
  if get('epoch') ~= epoch or number('attempt') > attempt then return 'fenced' end
  if get('terminal') then return 'sealed' end
  if number('attempt') < attempt or number('seq') < after then return 'lost' end
  if number('seq') > after then return 'behind' end
end
-- A command whose answer was lost is sent again: what it said stands there already.
local function spoken(epoch, attempt, after, rest)
  if get('epoch') ~= epoch or number('attempt') ~= attempt or number('seq') <= after then return end
  local frame = said(after + 1)
  return string.sub(frame, -#rest) == rest and frame
end
local function ring(rest, status, now, score, job)
  local frame = say(rest)
  put('status', status, 'finished_at', now, 'terminal', get('seq'), 'server', server())
  redis.call('ZADD', unsaved, score, job)
  return frame
end
"""

OPEN = """
local epoch, request, rest = unpack(ARGV)
if get('epoch') then return {'ok', get('epoch')} end
put('epoch', epoch, 'server', server(), 'attempt', 0, 'status', 'queued', 'request', request)
say(rest)
return {'ok', epoch}
"""

BEGIN = """
local epoch, now, retrying, before = unpack(ARGV)
if not get('epoch') then return {'lost'} end
if get('terminal') then return {'sealed'} end
if get('begun_by') ~= epoch then
  if get('attempt') ~= before then return {'fenced'} end
  doubt(epoch)
  local attempt = redis.call('HINCRBY', meta, 'attempt', 1)
  put('begun_by', epoch, 'status', 'running')
  redis.call('HSETNX', meta, 'started_at', now)
  if attempt > 1 then say(retrying) end
end
stamp()
return {'ok', get('epoch'), get('attempt')}
"""

APPEND = """
local epoch, attempt, after, rest = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
local frame = spoken(epoch, attempt, after, rest)
if frame then return {'ok', frame} end
local no = refusal(epoch, attempt, after)
if no then return {no} end
return {'ok', say(rest)}
"""

FINISH = """
local epoch, attempt, after, rest = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
local stored = ARGV[5]
local frame = spoken(epoch, attempt, after, rest)
if frame then return {'ok', frame} end
local no = refusal(epoch, attempt, after)
if no then return {no} end
if stored ~= '' then redis.call('SET', result, stored) end
return {'ok', ring(rest, unpack(ARGV, 6))}
"""

BEAT = """
local no = refusal(ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]))
if no then return {no} end
stamp()
return {'ok'}
"""

CANCEL = """
if not get('epoch') then return {'lost'} end
if get('terminal') then return {'sealed'} end
put('cancel', 1)
if number('attempt') > 0 then return {'ok'} end
doubt(ARGV[1])
return {'ok', ring(unpack(ARGV, 2))}
"""

DELAYED = """
local epoch, rest = unpack(ARGV)
if not get('epoch') then return {'lost'} end
if not get('terminal') then return {'running'} end
if get('saved') or get('delayed') then return {'sealed'} end
doubt(epoch)
put('delayed', 1)
return {'ok', say(rest)}
"""

SAVED = """
local epoch, rest, job, retention, finished_at = unpack(ARGV)
if not get('epoch') then
  redis.call('ZREM', unsaved, job)
  return {'lost'}
end
if not get('terminal') then return {'running'} end
if get('finished_at') ~= finished_at then return {'fenced'} end
redis.call('ZREM', unsaved, job)
if not get('saved') then
  doubt(epoch)
  say(rest)
  put('saved', get('seq'))
  for _, key in ipairs({events, meta, result}) do redis.call('PEXPIRE', key, retention) end
end
return {'ok', said(get('saved'))}
"""

RESEED = """
local old, attempt, epoch = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local started, request = ARGV[4], ARGV[5]
if get('epoch') == epoch then return {'ok'} end
local no = refusal(old, attempt, #ARGV - 5)
if no ~= 'lost' then return {no or 'fenced'} end
redis.call('DEL', events)
for i = 6, #ARGV do redis.call('XADD', events, (i - 5) .. '-0', 'frame', ARGV[i]) end
put('epoch', epoch, 'server', server(), 'attempt', attempt, 'seq', #ARGV - 5,
    'status', 'running', 'started_at', started, 'request', request)
stamp()
return {'ok'}
"""
