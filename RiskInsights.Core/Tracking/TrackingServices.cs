using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RiskInsights.Core.Tracking;

internal static class TrackingServices
{
    /// <summary>Where nothing else is registered before, runs are sent nowhere.</summary>
    public static IServiceCollection AddTracking(this IServiceCollection services)
    {
        services.TryAddSingleton(new TrackingOptions());
        return services.AddSingleton<RunOutbox>().AddSingleton<RunSender>();
    }
}
