using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RiskInsights.Core;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Endpoints;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Hosting;

public sealed class ModelDownloadsTests : IDisposable
{
    private const string VersionSql = """
        INSERT INTO ml_model_versions (model_name, version, stage, algorithm, parameters, features, data_fingerprint, code_version, metrics, evaluation, artefact, artefact_sha256, signature, trained_by, trained_at)
        VALUES ('default', 1, 'champion', 'scorecard', '{}', '[]', '', '', '{}', '{}', @artefact, '', 'signed with a key that is lost', 'ana', '2024-06-30T12:00:00Z')
        """;

    private readonly TemporaryWarehouse _warehouse = new();

    public void Dispose() => _warehouse.Dispose();

    /// <summary>A replica without the key answered 500, and its pages threw.</summary>
    [Fact]
    public async Task Model_WithoutTheKeyOfItsSignature_IsAConflictInWordsAndServesNobody()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRiskInsights(_warehouse.Folder, _warehouse.Options);
        await using var app = builder.Build();
        await Migrations.ApplyAsync(app.Services.GetRequiredService<IWarehouseEngine>());
        await app.Services.GetRequiredService<WarehouseDatabase>().WriteAsync(writer => writer.Execute(VersionSql, new { artefact = new byte[1] }));
        app.MapModels();
        await app.StartAsync();

        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        foreach (var ending in new[] { "json", "sql" })
        {
            using var answer = await http.GetAsync(new Uri($"downloads/models/default/1.{ending}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            Assert.Contains("pseudonyms is missing", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Null(await app.Services.GetRequiredService<LoadedModels>().ChampionAsync(app.Services.GetRequiredService<ModelRecipes>()["default"]));
    }
}
