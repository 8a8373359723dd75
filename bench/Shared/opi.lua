-- One new OPI number per request, so that every message changes the state.
local counter = 0
local id = 0
local before, after

function setup(thread)
  thread:set("id", counter)
  counter = counter + 1
end

function init(args)
  local file = io.open(args[1], "rb")
  local text = file:read("*a")
  file:close()
  local from, to = string.find(text, "@OPI@", 1, true)
  before = string.sub(text, 1, from - 1)
  after = string.sub(text, to + 1)
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "text/xml; charset=utf-8"
  wrk.headers["SOAPAction"] = '""'
  wrk.headers["Authorization"] = args[2]
  start = tonumber(args[3])
  n = 0
end

function request()
  n = n + 1
  return wrk.format(nil, nil, nil, before .. string.format("P%d%08d", id, start + n) .. after)
end
