-- For wrk: put a comment with a number of its own behind the query of each request, so that none is the same.
local number, start = 0, os.time()

function request()
  number = number + 1
  return wrk.format("GET", wrk.path .. "%20%23" .. start .. "." .. number)
end
