using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Localization;
using RiskInsights.Dashboard.Components.Layout;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Tests.Components;

/// <summary>An interactive page in English, with the services that every component injects.</summary>
public abstract class ComponentTest : BunitContext
{
    // A machine that does other work too must not fail a test: what never comes still fails it, only later.
    static ComponentTest() => DefaultWaitTimeout = TimeSpan.FromSeconds(30);

    protected ComponentTest() : this("en")
    {
    }

    /// <param name="more">Further services: none can be added once something was rendered.</param>
    protected ComponentTest(string language, Action<IServiceCollection>? more = null)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLogging();
        Services.AddSingleton(new PageLanguage(culture));
        Services.AddSingleton(typeof(IStringLocalizer<>), typeof(PageTexts<>));
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton<Formats>();
        Services.AddSingleton<Labels>();
        Services.AddSingleton<Toasts>();
        Services.AddSingleton(new Analyst("Ana Morel"));
        Services.AddSingleton<ISearchSource, PageSearch>();
        Services.AddSingleton<IWebHostEnvironment>(new ProductionEnvironment());
        Services.AddSingleton<IHostEnvironment>(s => s.GetRequiredService<IWebHostEnvironment>());
        more?.Invoke(Services);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    protected string Address => Services.GetRequiredService<NavigationManager>().Uri;

    protected void GoTo(string url) => Services.GetRequiredService<NavigationManager>().NavigateTo(url);

    private sealed class ProductionEnvironment : IWebHostEnvironment
    {
        public string WebRootPath { get; set; } = "";

        public IFileProvider WebRootFileProvider { get; set; } = new NullFileProvider();

        public string ApplicationName { get; set; } = "RiskInsights.Dashboard";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

        public string ContentRootPath { get; set; } = "";

        public string EnvironmentName { get; set; } = Environments.Production;
    }
}
