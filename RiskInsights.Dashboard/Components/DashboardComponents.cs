namespace RiskInsights.Dashboard.Components;

/// <summary>Everything the browser's side needs: Blazor, languages, texts, formats, static files.</summary>
public static class DashboardComponents
{
    /// <summary>Registers the services that pages and controls inject.</summary>
    public static IServiceCollection AddDashboardComponents(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddHttpContextAccessor();
        return services;
    }

    /// <summary>Maps static files and pages.</summary>
    public static WebApplication MapDashboardComponents(this WebApplication app)
    {
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }
}
