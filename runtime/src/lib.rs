//! The runtime of the generated Tradewire clients.
