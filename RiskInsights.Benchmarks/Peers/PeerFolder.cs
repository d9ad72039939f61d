using System.Diagnostics;

namespace RiskInsights.Benchmarks.Peers;

/// <summary>The peers' scripts (<c>../shared/peers</c> beside the repository, or RISKINSIGHTS_PEERS) and the data made by them.</summary>
internal sealed class PeerFolder
{
    private readonly string _scripts;
    private readonly string _data = Path.Combine(Path.GetTempPath(), "riskinsights-peers", "data");

    public PeerFolder()
    {
        _scripts = Environment.GetEnvironmentVariable("RISKINSIGHTS_PEERS") ?? Results.Shared("peers");
        if (!File.Exists(Script("ml_peer.py")))
            throw new DirectoryNotFoundException($"The peers' scripts are not in {_scripts}; RISKINSIGHTS_PEERS names another folder.");
    }

    public string Script(string name) => Path.Combine(_scripts, name);

    public string Data(string name) => Path.Combine(_data, name);

    /// <summary>Makes what is not there yet: fixed seeds, so that any machine compares the same rows.</summary>
    public async Task PrepareAsync()
    {
        if (!File.Exists(Data("anom_1m.bin")))
        {
            using var generator = Process.Start("/usr/bin/python3", [Script("gen.py"), _data, "clf", "anom"]);
            await generator.WaitForExitAsync();
            if (generator.ExitCode != 0) throw new InvalidOperationException("gen.py failed: python3-numpy, -pandas and -sklearn are needed.");
        }
        if (!File.Exists(Data("clf_1m_complete.bin"))) PeerData.Read(Data("clf_1m.bin")).Complete().Write(Data("clf_1m_complete.bin"));
    }
}
