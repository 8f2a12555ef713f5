"""The Lua scripts of the event log: each one checks and writes in a single step.

Every script gets the four keys of `keys.of(job)` and answers with a list that opens with a verdict.
The writer of an attempt knows the seq of its next frame, and is refused if it is wrong.
"""

PRELUDE = """
local events, meta, result, unsaved = unpack(KEYS)
local function get(field) return redis.call('HGET', meta, field) end
local function number(field) return tonumber(get(field)) end
local function put(...) return redis.call('HSET', meta, ...) end
-- Who does not know the last seq has its frame composed here.
local function composed(rest)
  return '{"seq":' .. number('seq') + 1 .. ',"attempt":' .. get('attempt') .. ',' .. rest
end
local function say(frame)
  redis.call('XADD', events, redis.call('HINCRBY', meta, 'seq', 1) .. '-0', 'frame', frame)
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
-- is longer holds a word of the same writer: this very one, if its answer was lost and it is sent
-- again, or one whose answer was cut off.
local function refusal(epoch, attempt, after, frame)
  local e, a, s, ended =
    unpack(redis.call('HMGET', meta, 'epoch', 'attempt', 'seq', 'terminal'))
  if not e then return 'lost' end
  a, s = tonumber(a), tonumber(s)
  if e == epoch and a == attempt and s > after and said(after + 1) == frame then return 'ok' end
  if e ~= epoch or a > attempt then return 'fenced' end
  if ended then return 'sealed' end
  if a < attempt or s < after then return 'lost' end
  if s > after then return 'behind' end
end
-- What the channel layer would send to the group, in the same step.
local function announce(channel, message)
  if channel ~= '' then redis.call('PUBLISH', channel, message) end
end
local function ring(frame, status, now, score, job)
  say(frame)
  put('status', status, 'finished_at', now, 'terminal', get('seq'), 'server', server())
  redis.call('ZADD', unsaved, score, job)
  return frame
end
"""

OPEN = (
    PRELUDE
    + """
local epoch, request, rest = unpack(ARGV)
if get('epoch') then return {'ok', get('epoch')} end
put('epoch', epoch, 'server', server(), 'attempt', 0, 'seq', 0, 'status', 'queued',
    'request', request)
say(composed(rest))
return {'ok', epoch}
"""
)

BEGIN = (
    PRELUDE
    + """
local epoch, now, retrying, before = unpack(ARGV)
if not get('epoch') then return {'lost'} end
if get('terminal') then return {'sealed'} end
if get('begun_by') ~= epoch then
  if get('attempt') ~= before then return {'fenced'} end
  doubt(epoch)
  local attempt = redis.call('HINCRBY', meta, 'attempt', 1)
  put('begun_by', epoch, 'status', 'running')
  redis.call('HSETNX', meta, 'started_at', now)
  if attempt > 1 then say(composed(retrying)) end
end
stamp()
return {'ok', get('epoch'), get('attempt')}
"""
)

APPEND = (
    PRELUDE
    + """
local epoch, attempt, after, frame = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
local no = refusal(epoch, attempt, after, frame)
if no then return {no} end
say(frame)
announce(ARGV[5], ARGV[6])
return {'ok'}
"""
)

FINISH = (
    PRELUDE
    + """
local epoch, attempt, after, frame = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
local no = refusal(epoch, attempt, after, frame)
if no then return {no} end
if ARGV[7] ~= '' then redis.call('SET', result, ARGV[7]) end
ring(frame, unpack(ARGV, 8))
announce(ARGV[5], ARGV[6])
return {'ok'}
"""
)

BEAT = (
    PRELUDE
    + """
local no = refusal(ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]))
if no then return {no} end
stamp()
return {'ok'}
"""
)

CANCEL = (
    PRELUDE
    + """
if not get('epoch') then return {'lost'} end
if get('terminal') then return {'sealed'} end
put('cancel', 1)
if number('attempt') > 0 then return {'ok'} end
doubt(ARGV[1])
return {'ok', ring(composed(ARGV[2]), unpack(ARGV, 3))}
"""
)

DELAYED = (
    PRELUDE
    + """
local epoch, rest = unpack(ARGV)
if not get('epoch') then return {'lost'} end
if not get('terminal') then return {'running'} end
if get('saved') or get('delayed') then return {'sealed'} end
doubt(epoch)
put('delayed', 1)
return {'ok', say(composed(rest))}
"""
)

SAVED = (
    PRELUDE
    + """
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
  say(composed(rest))
  put('saved', get('seq'))
  for _, key in ipairs({events, meta, result}) do redis.call('PEXPIRE', key, retention) end
end
return {'ok', said(get('saved'))}
"""
)

RESEED = (
    PRELUDE
    + """
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
)
