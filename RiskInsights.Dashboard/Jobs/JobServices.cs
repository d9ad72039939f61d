using RiskInsights.Dashboard.Uploads;

namespace RiskInsights.Dashboard.Jobs;

internal static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddSingleton<UploadFolder>()
        .AddSingleton<JobRepository>()
        .AddSingleton<JobQueue>()
        .AddHostedService(provider => provider.GetRequiredService<JobQueue>())
        .AddSingleton<JobFactory>();
}
