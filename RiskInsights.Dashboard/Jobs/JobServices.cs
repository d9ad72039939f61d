using Microsoft.Extensions.DependencyInjection.Extensions;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Hosting;
using RiskInsights.Dashboard.Uploads;

namespace RiskInsights.Dashboard.Jobs;

internal static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new ReplicaOptions { Place = FolderName.Of(provider.GetRequiredService<DataFolder>()) });
        services.TryAddSingleton(new PipelineSettings());
        return services
            .AddSingleton<UploadFolder>()
            .AddSingleton<JobRepository>()
            .AddSingleton<JobQueue>()
            .AddHostedService(provider => provider.GetRequiredService<JobQueue>())
            .AddHostedService<LeftUploads>()
            .AddSingleton<JobFactory>()
            .AddSingleton<PipelineStarts>()
            .AddSingleton<PipelineSchedule>()
            .AddSingleton<IJobSource>(provider => provider.GetRequiredService<JobFactory>());
    }
}
