using System.Globalization;
using System.Security.Cryptography;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>How this program behaves among others on the same warehouse (docs/decisions/replicas.md).</summary>
public sealed record ReplicaOptions
{
    /// <summary>Names this run of the program; no other has it. Default: the machine's or pod's name, the process and six random characters.</summary>
    public string Id { get; init; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");

    /// <summary>Which data folder it writes into: replicas that share one have the same. Default: empty, which no job asks for.</summary>
    public string Place { get; init; } = "";

    /// <summary>
    /// How often it looks at the jobs of others and says that it runs its own. Default 1 s; at most a fifth of
    /// <see cref="DeadAfter"/>. A cancellation from another replica takes at most this long to arrive.
    /// </summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The same while no job is open and no page listens. Default 3 s.</summary>
    public TimeSpan EveryWhenIdle { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A replica that says nothing for so long has lost its job to the others. Default 10 s. Shorter takes over sooner, and sooner from one that only was slow.</summary>
    public TimeSpan DeadAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a job is begun when the replicas that run it die. Default 3: it may be the job that kills them.</summary>
    public int MostAttempts { get; init; } = 3;

    /// <summary>
    /// How long a job that needs files of one data folder waits for a replica with that folder. Default 5 minutes: a pod that
    /// is moved comes back in less. Afterwards it has failed, and what waited behind it goes on.
    /// </summary>
    public TimeSpan AbsentAfter { get; init; } = TimeSpan.FromMinutes(5);
}
