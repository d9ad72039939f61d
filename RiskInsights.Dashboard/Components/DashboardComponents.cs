using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Localization;
using Radzen;
using RiskInsights.Dashboard.Components.Charts;
using RiskInsights.Dashboard.Components.Layout;
using RiskInsights.Dashboard.Components.Pages.DesignSheets;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Hosting;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components;

/// <summary>Everything the browser's side needs: Blazor, languages, texts, formats, static files.</summary>
public static class DashboardComponents
{
    /// <summary>Registers the services that pages and controls inject.</summary>
    public static IServiceCollection AddDashboardComponents(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRadzenComponents();
        services.AddLocalization();
        services.TryAddScoped(_ => new PageLanguage(CultureInfo.CurrentUICulture));
        services.AddScoped(typeof(IStringLocalizer<>), typeof(PageTexts<>));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddScoped<Formats>();
        services.TryAddScoped<Labels>();
        services.TryAddScoped<Toasts>();
        services.TryAddScoped(s => new Analyst(s.GetRequiredService<DashboardOptions>().Analyst));
        services.AddScoped<BankFacts>();
        services.AddScoped<JobTexts>();
        services.AddScoped<TrainingNews>();
        services.AddScoped<TransferNews>();
        services.AddScoped<PipelineNews>();
        services.AddScoped<IShellStatusSource, ShellFacts>();
        services.AddScoped<ISearchSource, PageSearch>();
        services.AddScoped<ISearchSource, IdentifierHits>();
        return services;
    }

    /// <summary>Maps languages, static files and pages.</summary>
    public static WebApplication MapDashboardComponents(this WebApplication app)
    {
        app.UseRequestLocalization(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(Languages.Cultures[0]);
            options.SupportedCultures = [.. Languages.Cultures];
            options.SupportedUICultures = [.. Languages.Cultures];
            // The cookie is the analyst's choice, the header the browser's; addresses carry no language.
            options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
        });
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            // A person gets a page; a program that asked for something else gets its bare status.
            if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) && context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
            return next(context);
        });
        app.UseAntiforgery();
        app.MapStaticAssets();
        if (app.Environment.IsDevelopment()) app.MapGet(DesignSamples.PointsUrl, () => Results.Bytes(DesignSamples.Points(), PointFeed.ContentType));
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }
}
