using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Importations;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Suivi;

/// <summary>What an administrator is told of a candidate: what happened in order, and why each wish is where it is.</summary>
public abstract class ChronologieTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    [Fact]
    public async Task A_candidates_campaign_is_told_in_order()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await ResultAsync("REFUSE", "2026-07-06", 17);
        await SetClockAsync(8);
        await AtRestAsync();

        var told = await ListAsync("candidats/2026/17/chronologie");
        Assert.Equal(["Candidature", "Decision", "Envoi", "ResultatBac", "Decision", "Decision", "Envoi"], Natures(told));
        Assert.Contains("acceptée définitivement", Text(told[0]), StringComparison.Ordinal);
        Assert.StartsWith("Première décision : F.", Text(told[1]), StringComparison.Ordinal);
        Assert.Equal("fiche Parcoursup et Apogée §I.A", told[1]!["source"]!.GetValue<string>());
        Assert.Contains("Envoi à Apogée (révision 1) : accepté", Text(told[2]), StringComparison.Ordinal);
        Assert.Contains("REFUSE", Text(told[3]), StringComparison.Ordinal);
        Assert.StartsWith("Décision F → D", Text(told[5]), StringComparison.Ordinal);
        Assert.Contains("révision 2", Text(told[6]), StringComparison.Ordinal);
        Assert.NotNull(told[6]!["echange"]);
        Assert.NotNull(told[0]!["message"]);
    }

    [Fact]
    public async Task A_message_without_effect_is_told_too()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await PushAndRestAsync(Voeu(17));

        Assert.Equal("Message", Natures(await ListAsync("candidats/2026/17/chronologie"))[^1]);
    }

    [Fact]
    public async Task A_changed_answer_names_what_changed_and_no_more()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        var changed = Voeu(17, situation: 3, reponse: "06/06/2026 10:00");
        changed["mail"] = "autre@example.org";
        await PushAndRestAsync(changed);

        var told = await ListAsync("candidats/2026/17/chronologie");
        Assert.Contains(told, line => Text(line).Contains("acceptée définitivement → refusée ou démission", StringComparison.Ordinal));
        var identity = Assert.Single(told, line => line!["nature"]!.GetValue<string>() == "Identite");
        Assert.Contains("mail", Text(identity), StringComparison.Ordinal);
        Assert.DoesNotContain("autre@example.org", Text(identity), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paid_enrolment_and_its_feedback_are_told()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        for (var i = 0; i < 2; i++)
            await PostAsync("inscriptions", new JsonArray(new JsonObject
            {
                ["session"] = 2026, ["codeCandidat"] = 17, ["codeFormationPsup"] = Droit, ["payee"] = true, ["dateMaj"] = "2026-06-09T10:00:00+02:00",
            }));
        await AtRestAsync();
        await PostAsync("remontees");
        await AtRestAsync();

        var told = await ListAsync("candidats/2026/17/chronologie");
        Assert.Single(told, line => line!["nature"]!.GetValue<string>() == "Inscription");
        Assert.Contains("Remontée à Parcoursup", Text(told[^1]), StringComparison.Ordinal);
        Assert.Equal(Droit, told[^1]!["codeFormation"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_favourable_wish_comes_with_what_may_still_keep_the_candidate_from_enrolling()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(17, Economie, situation: 3));

        var voeux = (await GetAsync("candidats/2026/17/explication"))!["voeux"]!.AsArray();
        Assert.Equal("F", voeux[0]!["decision"]!.GetValue<string>());
        Assert.Equal("Favorable", voeux[0]!["enClair"]!.GetValue<string>());
        var checks = voeux[0]!["aVerifier"]!.AsArray().Select(c => c!.GetValue<string>()).ToList();
        Assert.Contains(checks, c => c.Contains("L1DROI-101", StringComparison.Ordinal));
        Assert.Contains(checks, c => c.Contains("numéro OPI 17", StringComparison.Ordinal));
        Assert.DoesNotContain(checks, c => c.Contains("pas encore acceptée", StringComparison.Ordinal));
        Assert.Equal("D", voeux[1]!["decision"]!.GetValue<string>());
        Assert.Empty(voeux[1]!["aVerifier"]!.AsArray());
    }

    [Fact]
    public async Task A_held_wish_says_what_to_fill_in()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17, SansCorrespondance));

        var voeu = (await GetAsync("candidats/2026/17/explication"))!["voeux"]![0]!;
        Assert.Null(voeu["decision"]);
        Assert.StartsWith("Formation 8899 : indiquer la VET", voeu["aFaire"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("Ce qui manque à la configuration met le vœu en réserve (règle C3)", voeu["source"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_wish_behind_the_closed_gate_says_so()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Voeu(17));

        var voeu = (await GetAsync("candidats/2026/17/explication"))!["voeux"]![0]!;
        Assert.Contains(voeu["aVerifier"]!.AsArray(), c => c!.GetValue<string>().Contains("connecteur", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_candidate_is_not_found()
    {
        await StartAsync();
        using var timeline = await Api.RawAsync(HttpMethod.Get, Etab.Path + "candidats/2026/99/chronologie");
        using var explanation = await Api.RawAsync(HttpMethod.Get, Etab.Path + "candidats/2026/99/explication");

        Assert.Equal(System.Net.HttpStatusCode.NotFound, timeline.StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, explanation.StatusCode);
    }

    private static string[] Natures(JsonArray told) => [.. told.Select(line => line!["nature"]!.GetValue<string>())];

    private static string Text(JsonNode? line) => line!["texte"]!.GetValue<string>();
}

public sealed class ChronologieTestsOnSqlite(PostgresServer postgres) : ChronologieTests(postgres, DatabaseEngine.Sqlite);

public sealed class ChronologieTestsOnPostgres(PostgresServer postgres) : ChronologieTests(postgres, DatabaseEngine.Postgres);
