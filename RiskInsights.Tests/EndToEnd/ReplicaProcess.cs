using System.Diagnostics;
using System.Net;
using RiskInsights.Core.Warehouse;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.EndToEnd;

/// <summary>One process of the real program on a database that others use too.</summary>
internal sealed class ReplicaProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    public ReplicaProcess(string data, PostgresDatabase database, string pseudonymKeyFile)
    {
        Folder = new DataFolder(data);
        Warehouse = ["--data", data, "--warehouse-engine", "postgres", "--warehouse-connection", database.ConnectionString, "--pseudonym-key-file", pseudonymKeyFile];
        Address = new Uri($"http://127.0.0.1:{RunningDashboard.FreePort()}");
        _process = TheProgram.Start(["serve", "--urls", Address.OriginalString, "--analyst", "Ada Martin", "--demo-clients", "1000", .. Warehouse]);
        _ = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public DataFolder Folder { get; }

    /// <summary>The options that every command takes to reach the same warehouse.</summary>
    public string[] Warehouse { get; }

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    /// <summary>As when the machine goes: nothing is said, nothing is put away.</summary>
    public void Kill() => _process.Kill();

    public async Task ReadyAsync()
    {
        using var client = new HttpClient();
        for (var attempt = 0; attempt < 1200; attempt++)
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"The program ended: {await _errors}");
            try
            {
                using var answer = await client.GetAsync(new Uri(Address, "/health/ready"));
                if (answer.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(200);
        }

        throw new TimeoutException("The replica was not ready after four minutes.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
