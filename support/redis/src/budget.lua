-- One account's request budget. Everything that decides runs in here, by the clock of the server, so that no two workers can decide at once.
--
-- KEYS: state (hash), line (hash), members (set), then of each limit: log (sorted set), held (sorted set). All share one hash tag.
-- ARGV: epoch, worker, number of workers, time that a permit is leased, time that state is kept;
--       number of limits, and of each: name, requests (0: any number), 1 if they are the user's own, window, requests at once (0: any number);
--       number of steps, and each step with what it needs. Times are microseconds.
-- Reply: 0 or 1, epoch, 1 while the state is young, then for each step `ask` 1 and the time of the grant, or 0 and a wait.
--        1 in the first place: this state does not know the worker; nothing was done, and it has to introduce itself.
--
-- log: an entry for each request that one of the requests of a limit weighs as, by the latest time at which it arrived at the platform's
-- server: when it is granted, the grant and its way; when it has its reply, that time at most. An entry weighs for a window after that. So
-- a worker that dies leaves nothing that would not pass by itself.
-- held: permits, by the end of their lease.
-- line: who waits: number in the line, when that is forgotten, and what is wanted of each limit. Whoever waits keeps room for itself, and
-- those behind it may only have what is left.

local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]    -- and what the clock was set back by, see below
local STAY = 3000000     -- A ticket that is not asked for again is out of the line.
local LOOK = 20000       -- When to look again for what comes free at no known time …
local YOUNG = 100000     -- … and for what is known of a young state.
local MOST_TIMES = 100   -- How many times the declared budget a server's own is believed.

local at = 0
local function text() at = at + 1; return ARGV[at] end
local function number() return tonumber(text()) end
local function whole(value) return string.format('%.0f', value) end

local state_key, line_key, members_key = KEYS[1], KEYS[2], KEYS[3]
local epoch, worker, workers, lease, keep = text(), text(), number(), number(), number()

local limits, longest = {}, 0
for i = 1, number() do
  local limit = { name = text(), requests = number(), own = text() == '1', window = number(), parallel = number() }
  limit.log, limit.held = KEYS[2 + 2 * i], KEYS[3 + 2 * i]
  limits[i] = limit
  longest = math.max(longest, limit.window)
end

local state = {}
local fields = redis.call('HGETALL', state_key)
for i = 1, #fields, 2 do state[fields[i]] = fields[i + 1] end
local function get(field) return tonumber(state[field] or '0') end
local function set(field, value)
  state[field] = whole(value)
  redis.call('HSET', state_key, field, state[field])
end

-- A clock that was set back goes on from where it was: what was granted would weigh for too long otherwise.
now = now + get('skew')
local set_back = get('clock') - now
if set_back > 0 then now = now + set_back end

local steps = number()
local introduces = steps > 0 and ARGV[at + 1] == 'enter'
local run = introduces and ARGV[at + 2] or ''
local is_whole = introduces and ARGV[at + 3] == '0'    -- Some have more to tell than one run should take.
if introduces and (not state.epoch or (run ~= '' and (state.run or '') ~= run)) then
  -- Nothing is known here, or what is known may be older than what was granted.
  state.epoch = whole(now) .. '-' .. worker
  redis.call('HSET', state_key, 'epoch', state.epoch, 'run', run)
  set('born', now)
  redis.call('DEL', members_key)
elseif not introduces and state.epoch ~= epoch then
  return { 1, state.epoch or '', 1 }
end
if set_back > 0 then set('skew', get('skew') + set_back) end
set('clock', now)

-- What others were granted before it began is not known until all have come or a window has passed.
local way = get('way')
local is_young = now < get('born') + longest + way
if is_whole and is_young then redis.call('SADD', members_key, worker) end
if is_young and redis.call('SCARD', members_key) >= workers then is_young = false end

local waiting = {}
local line = redis.call('HGETALL', line_key)
for i = 1, #line, 2 do
  local number_in_line, stays, wants = string.match(line[i + 1], '^(%S+) (%S+)(.*)$')
  if tonumber(stays) <= now then
    redis.call('HDEL', line_key, line[i])
  else
    local entry = { number = tonumber(number_in_line), wants = {} }
    for name, weight in string.gmatch(wants, ' (%S+) (%S+)') do entry.wants[name] = tonumber(weight) end
    waiting[line[i]] = entry
  end
end

for _, limit in ipairs(limits) do
  redis.call('ZREMRANGEBYSCORE', limit.log, '-inf', whole(now - limit.window))
  redis.call('ZREMRANGEBYSCORE', limit.held, '-inf', whole(now))
  if get('strangers-until:' .. limit.name) <= now and get('strangers:' .. limit.name) > 0 then
    set('strangers:' .. limit.name, 0)
  end
end

local function budget_of(limit)
  local told = get('told:' .. limit.name)
  if told == 0 then return limit.requests end
  if limit.own then return math.min(told, limit.requests) end
  return told
end

local function add(limit, id, weight, score)
  for unit = 1, weight do redis.call('ZADD', limit.log, whole(score), id .. ':' .. unit) end
end

-- How long until that many entries of the log weigh no more.
local function release(limit, count)
  local known = redis.call('ZCARD', limit.log)
  local until_then = 0
  if count > known then until_then = get('strangers-until:' .. limit.name) - now end
  local rank = math.min(count, known) - 1
  if rank >= 0 then
    local entry = redis.call('ZRANGE', limit.log, rank, rank, 'WITHSCORES')
    until_then = math.max(until_then, tonumber(entry[2]) + limit.window - now)
  end
  return math.max(until_then, LOOK / 10)
end

local does = {}

-- A worker comes (back), with what it was granted within the last window, and what it holds.
function does.enter()
  text(); text()
  for _ = 1, number() do
    local limit, id, arrived, weight, held = limits[number()], text(), number(), number(), text()
    add(limit, id, weight, now + arrived)
    if held == '1' and limit.parallel > 0 then redis.call('ZADD', limit.held, whole(now + lease), id) end
  end
end

function does.left() local ticket = text(); redis.call('HDEL', line_key, ticket); waiting[ticket] = nil end

-- What was granted is not used.
function does.forgo()
  local id = text()
  for _ = 1, number() do
    local limit, weight = limits[number()], number()
    for unit = 1, weight do redis.call('ZREM', limit.log, id .. ':' .. unit) end
    redis.call('ZREM', limit.held, id)
  end
end

-- It arrived, `ago` before now at the latest.
function does.replied()
  local id, ago = text(), number()
  for _ = 1, number() do
    local limit, weight = limits[number()], number()
    for unit = 1, weight do
      local known = redis.call('ZSCORE', limit.log, id .. ':' .. unit)
      if known and tonumber(known) > now - ago then redis.call('ZADD', limit.log, whole(now - ago), id .. ':' .. unit) end
    end
  end
end

function does.over()
  local id = text()
  for _ = 1, number() do redis.call('ZREM', limits[number()].held, id) end
end

function does.renew()
  local id = text()
  for _ = 1, number() do redis.call('ZADD', limits[number()].held, whole(now + lease), id) end
end

function does.pause()
  local wait = number()
  for _ = 1, number() do
    local field = 'pause:' .. limits[number()].name
    set(field, math.max(get(field), now + wait))
  end
end

-- The platform's server told its count in the reply to a request that was granted then.
function does.counted()
  local limit, used, of, reset, granted, weight = limits[number()], number(), number(), number(), number(), number()
  local name = limit.name
  if of == 0 or (limit.requests > 0 and of > limit.requests * MOST_TIMES) or granted < get('seen:' .. name) then return end
  set('seen:' .. name, granted)
  set('told:' .. name, of)
  -- What may have arrived since is not in it.
  local uncounted = math.max(redis.call('ZCOUNT', limit.log, '(' .. whole(granted), '+inf') - weight, 0)
  local free = math.max(of - used - uncounted, 0)
  local strangers = get('strangers:' .. name)
  local here = math.max(budget_of(limit) - redis.call('ZCARD', limit.log) - strangers, 0)
  if free < here then
    if reset >= 0 then set('strangers-until:' .. name, now + reset)
    elseif strangers == 0 then set('strangers-until:' .. name, now + limit.window) end
    set('strangers:' .. name, strangers + here - free)
  elseif free > here and not limit.own and strangers > 0 then
    set('strangers:' .. name, math.max(strangers - (free - here), 0))
  end
end

local reply = { 0, state.epoch, is_young and 1 or 0 }

function does.ask()
  local ticket, id, its_way = text(), text(), number()
  local wants = {}
  for i = 1, number() do
    -- `mine` and `share`: what weighs of this worker, and may weigh of it while nothing is known of others; then the same of permits.
    wants[i] = { limit = limits[number()], weight = number(), mine = number(), share = number(), holds = number(), at_once = number() }
  end
  if its_way > way then way = its_way; set('way', way) end
  local me = waiting[ticket]
  if not me then me = { number = redis.call('HINCRBY', state_key, 'number', 1) } end
  local wait = 0
  for _, want in ipairs(wants) do
    local limit, name = want.limit, want.limit.name
    local budget = budget_of(limit)
    local ahead, heads = 0, 0
    for other, entry in pairs(waiting) do
      if other ~= ticket and entry.number < me.number and entry.wants[name] then
        ahead, heads = ahead + entry.wants[name], heads + 1
      end
    end
    if budget > 0 then
      want.weight = math.min(want.weight, budget)
      local over = redis.call('ZCARD', limit.log) + get('strangers:' .. name) + ahead + want.weight - budget
      if over > 0 then wait = math.max(wait, release(limit, over)) end
      if is_young and want.mine + want.weight > want.share then wait = math.max(wait, YOUNG) end
      -- Behind a pause they leave one by one, as in the line of one process.
      local pause = get('pause:' .. name)
      if pause > now then wait = math.max(wait, pause - now)
      elseif pause + limit.window > now then
        wait = math.max(wait, get('last:' .. name) + limit.window / budget - now)
      end
    else
      wait = math.max(wait, get('pause:' .. name) - now)
    end
    if limit.parallel > 0 then
      if redis.call('ZCARD', limit.held) + heads >= limit.parallel then wait = math.max(wait, LOOK) end
      if is_young and want.holds >= want.at_once then wait = math.max(wait, YOUNG) end
    end
  end
  if wait > 0 then
    local entry = whole(me.number) .. ' ' .. whole(now + STAY)
    me.wants = {}
    for _, want in ipairs(wants) do
      entry = entry .. ' ' .. want.limit.name .. ' ' .. whole(want.weight)
      me.wants[want.limit.name] = want.weight
    end
    redis.call('HSET', line_key, ticket, entry)
    waiting[ticket] = me
    reply[#reply + 1], reply[#reply + 2] = 0, math.ceil(wait)
    return
  end
  for _, want in ipairs(wants) do
    add(want.limit, id, want.weight, now + its_way)
    if want.limit.parallel > 0 then redis.call('ZADD', want.limit.held, whole(now + lease), id) end
    set('last:' .. want.limit.name, now)
  end
  redis.call('HDEL', line_key, ticket)
  waiting[ticket] = nil
  reply[#reply + 1], reply[#reply + 2] = 1, now
end

for _ = 1, steps do does[text()]() end

-- Nothing is left behind for good.
local function expire(key, time) redis.call('PEXPIRE', key, whole(math.ceil(time / 1000))) end
expire(state_key, math.max(keep, 4 * longest))
expire(members_key, longest + way + STAY)
expire(line_key, 2 * STAY)
for _, limit in ipairs(limits) do
  expire(limit.log, limit.window + way + STAY)
  expire(limit.held, 2 * lease)
end
return reply
