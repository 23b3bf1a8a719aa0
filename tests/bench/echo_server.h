// The echo server of the benchmarks, as a process of its own like the services.
#pragma once

#include <string>

namespace parallax::bench {

// Serves until killed; answers every call with `payload_bytes` bytes. Writes
// its port to `port_file`. Returns the process's exit code.
int RunEchoServer(const std::string& port_file, int payload_bytes);

}  // namespace parallax::bench
