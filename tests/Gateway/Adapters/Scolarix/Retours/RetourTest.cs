using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Instantanes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Population;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Retours;

/// <summary>A test with an établissement on Scolarix and the daily files that it gives back.</summary>
public abstract class RetourTest(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    protected const string Header = "NUMERO_PARCOURSUP;INE;CODE_FORMATION;STATUT;PAYEE;DATE\r\n";

    protected DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("retour-scolarix-");

    protected JsonObject Retour => Etab.Document["scolarix"]!["retour"]!.AsObject();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Etab.Document.Remove("apogee");
        Etab.Document["sis"] = "Scolarix";
        Etab.Document["scolarix"] = new JsonObject { ["retour"] = new JsonObject() };
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts on 10 July, an enrolment day.</summary>
    protected async Task StartOnEnrolmentDayAsync(params string[] settings)
    {
        await StartAsync(openGate: false, settings);
        await SetClockAsync(10, 19);
    }

    protected async Task<(HttpStatusCode Status, JsonNode Body)> HandInAsync(string csv, string query = "")
    {
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var response = await Api.Http.PostAsync(Etab.Path + "scolarix/retours" + query, content);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    /// <summary>Hands it in and waits until its feedback is at an end.</summary>
    protected async Task<JsonNode> HandInAndRestAsync(string csv)
    {
        var (status, body) = await HandInAsync(csv);
        Assert.True(status == HttpStatusCode.OK, body.ToJsonString());
        await AtRestAsync();
        return body;
    }

    protected static (int Lignes, int Acceptees, int Inchangees, int NonRapprochees, int Refusees) Counts(JsonNode report) =>
        (Number(report, "lignes"), Number(report, "acceptees"), Number(report, "inchangees"), Number(report, "nonRapprochees"), Number(report, "refusees"));

    protected static int Number(JsonNode node, string name) => node[name]!.GetValue<int>();

    protected async Task<JsonNode[]> TasksAsync() => [.. (await ListAsync("taches")).Where(t => t!["type"]!.GetValue<string>() == "RetourScolarix").Select(t => t!)];
}
