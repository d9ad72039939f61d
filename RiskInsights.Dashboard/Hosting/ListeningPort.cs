using System.Net;
using System.Net.Sockets;

namespace RiskInsights.Dashboard.Hosting;

/// <summary>
/// Whether a port is free, asked before anything else: a program that cannot listen must not have touched the warehouse of the one
/// that does.
/// </summary>
internal static class ListeningPort
{
    /// <param name="urls">Valid addresses, separated by semicolons.</param>
    /// <exception cref="IOException">Somebody listens there; the message names the address.</exception>
    public static void RequireFree(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var address = BindingAddress.Parse(url);
            if (address.Port == 0)
                continue;
            try
            {
                using var listener = new TcpListener(AddressOf(address.Host), address.Port);
                listener.Start();
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                throw new IOException($"{url} is in use, perhaps by this program: --urls takes another address.", error);
            }
        }
    }

    private static IPAddress AddressOf(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address) ? address
        : string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : IPAddress.Any;
}
