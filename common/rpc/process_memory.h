// How much memory a server process keeps beside what it uses.
#pragma once

namespace parallax::rpc {

// Has threads share few heaps. By default glibc gives each of the first eight
// threads a core a heap of its own, and each heap keeps what is free in it for
// its own threads: many threads that mostly wait then hold on to much memory
// that none uses. Call it before the first thread starts. Other C libraries are
// left as they are.
void ShareHeaps();

// Gives back what loading has used and freed. Takes some milliseconds.
void ReturnFreeMemory();

}  // namespace parallax::rpc
