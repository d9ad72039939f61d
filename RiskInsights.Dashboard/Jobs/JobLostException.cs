namespace RiskInsights.Dashboard.Jobs;

/// <summary>Another replica has taken the job over: what this one wanted to change for it was not changed.</summary>
internal sealed class JobLostException(long jobId) : Exception($"Job {jobId} was taken over by another replica. Nothing was changed.");
