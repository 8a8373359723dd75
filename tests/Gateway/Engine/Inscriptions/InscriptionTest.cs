using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Inscriptions;

/// <summary>A test with enrolments: how they are told, and how a feedback run is asked for.</summary>
public abstract class InscriptionTest(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    /// <summary>A paid enrolment in Droit, named as Parcoursup names it.</summary>
    protected static JsonObject Ia(int codeCandidat, bool payee = true, bool annulee = false, string date = "2026-06-09T10:00:00+02:00") => new()
    {
        ["session"] = 2026, ["codeCandidat"] = codeCandidat, ["codeFormationPsup"] = TestDocument.Droit, ["payee"] = payee, ["annulee"] = annulee, ["dateMaj"] = date,
    };

    /// <summary>A paid enrolment that is named by what the SIS knows.</summary>
    protected static JsonObject Ia(params (string Champ, JsonNode Valeur)[] champs)
    {
        var ia = new JsonObject { ["session"] = 2026, ["payee"] = true, ["dateMaj"] = "2026-06-09T10:00:00+02:00" };
        foreach (var (champ, valeur) in champs) ia[champ] = valeur;
        return ia;
    }

    protected static JsonObject With(JsonObject ia, string champ, JsonNode valeur)
    {
        ia[champ] = valeur;
        return ia;
    }

    protected async Task<JsonNode> EnrolAsync(params JsonObject[] inscriptions)
    {
        var report = await PostAsync("inscriptions", new JsonArray([.. inscriptions]));
        Assert.Equal(inscriptions.Length, report!["acceptees"]!.GetValue<int>());
        return await AtRestAsync();
    }

    /// <summary>"Send now", waits for its end, and gives the report.</summary>
    protected async Task<JsonNode> RunAsync()
    {
        var run = await PostAsync("remontees");
        await AtRestAsync();
        return (await GetAsync($"remontees/{run!["id"]}"))!;
    }
}
