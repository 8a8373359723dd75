using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Conservation;

/// <summary>A campaign ends, and its people's data leave (rule J5).</summary>
public abstract class CampagneTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    [Fact]
    public async Task A_closed_campaign_takes_and_sends_nothing_and_its_purge_keeps_the_counts_alone()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18), Voeu(19, situation: 3), Voeu(20, SansCorrespondance));
        await PostAsync("inscriptions", new JsonObject
        {
            ["session"] = 2026, ["codeCandidat"] = 17, ["codeFormationPsup"] = Droit, ["payee"] = true, ["dateMaj"] = "2026-06-09T08:00:00Z",
        });
        var before = await AtRestAsync();

        Assert.Equal(HttpStatusCode.Conflict, (await AdminAsync("/api/campagnes/2026/purger?confirmer=2026")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await AdminAsync("/api/campagnes/2026/clore")).Status);
        Assert.True((await AdminAsync("/api/campagnes/2026/clore?essai=true")).Json["total"]!.GetValue<long>() > 0);
        Assert.Equal(HttpStatusCode.OK, (await AdminAsync("/api/campagnes/2026/clore?confirmer=2026")).Status);

        var calls = ApogeeCalls;
        var pushed = await Gateway.Http.PostJsonAsync($"/parcoursup/{Etab.Uai}/admissionCandidat", new JsonObject
        {
            ["identifiant"] = new JsonObject { ["login"] = TestEtablissement.PushLogin, ["pwd"] = TestEtablissement.PushPassword },
            ["donneesCandidat"] = Voeu(21),
        }.ToJsonString());
        Assert.Equal(HttpStatusCode.Gone, pushed.Status);
        Assert.Contains("La campagne 2026 est close", pushed.Text, StringComparison.Ordinal);
        var refused = await PostAsync("inscriptions", new JsonObject
        {
            ["session"] = 2026, ["codeCandidat"] = 18, ["codeFormationPsup"] = Droit, ["payee"] = true, ["dateMaj"] = "2026-06-09T08:00:00Z",
        });
        Assert.Equal(1, refused!["refusees"]!.GetValue<int>());
        // A change of the configuration asks for nobody of it.
        Etab.Formations.Clear();
        await Etab.SaveAsync(Gateway);
        Assert.Equal(0, (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM candidat WHERE a_evaluer")).Single());

        var essai = (await AdminAsync("/api/campagnes/2026/purger?essai=true")).Json;
        var answer = await AdminAsync("/api/campagnes/2026/purger?confirmer=2026");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        var purged = answer.Json;
        Assert.Equal(calls, ApogeeCalls);
        Assert.Equal(NumberOf(essai, "candidats"), NumberOf(purged, "candidats"));
        Assert.Equal(4, NumberOf(purged, "candidats"));
        foreach (var table in (string[])["candidat", "voeu", "evenement_candidat", "livraison", "echange", "inscription"])
            Assert.Equal(0, (await Gateway.QueryAsync<long>($"SELECT COUNT(*) FROM {table}")).Single());
        Assert.Equal(0, (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM message_entrant WHERE LENGTH(corps) > 0 AND canal = 'Push'")).Single());

        var counts = (await Api.GetAsync("/api/conservation"))!["compteurs"]!.AsArray()
            .ToDictionary(c => $"{c!["genre"]}.{c["nom"]}", c => c!["nombre"]!.GetValue<long>());
        Assert.Equal(before["candidats"]!.GetValue<long>(), counts["candidats.tous"]);
        Assert.Equal(before["decisions"]!["f"]!.GetValue<long>(), counts["vœux.F"]);
        Assert.Equal(before["decisions"]!["retenues"]!.GetValue<long>(), counts["vœux.retenues"]);
        Assert.Equal(before["decisions"]!["sans"]!.GetValue<long>(), counts.GetValueOrDefault("vœux.sans"));
        Assert.Equal(1, counts["inscriptions.payées"]);
        Assert.Single(await Gateway.QueryAsync<int>("SELECT session FROM campagne_close WHERE purgee_le IS NOT NULL"));
        Assert.Equal(
            ["CampagneClose conservation campagne 2026", "DonneesEffacees conservation Session 2026"],
            await Gateway.QueryAsync<string>("SELECT acte || ' ' || qui || ' ' || sujet FROM audit WHERE acte IN ('CampagneClose', 'DonneesEffacees') ORDER BY numero"));
    }

    [Fact]
    public async Task An_erasure_that_a_kill_cut_off_is_gone_on_with_and_its_report_counts_both_halves()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Voeu(17), Voeu(18));
        await AdminAsync("/api/campagnes/2026/clore?confirmer=2026");
        await Gateway.ExecuteAsync(
            """
            INSERT INTO conservation_passage (acte, session, auteur, etat, demande_le, bilan, bail_par, bail_jusqua)
            VALUES ('Session', 2026, 'Camille', 'EnCours', @now, '{"univ-alpes":{"candidats":5}}', 'un mort', @now)
            """,
            new { now = TimeProvider.System.GetUtcNow().AddMinutes(-10) });
        await Gateway.StopAsync();
        await Gateway.StartAsync();

        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<string>("SELECT etat FROM conservation_passage")).Single() == "Termine");
        var passage = (await Gateway.Services.GetRequiredService<ConservationService>().PassagesAsync(default)).Single();
        Assert.Equal(7, passage.LireBilan().Liste.Single(l => l.Genre == "candidats").Nombre);
        Assert.Equal("Camille", passage.Auteur);
    }

    private async Task<Answer> AdminAsync(string path)
    {
        using var http = Gateway.Client(await Gateway.CreateKeyAsync("conservation", etablissement: null));
        return await http.SendAsync(HttpMethod.Post, path);
    }

    private static long NumberOf(JsonNode report, string genre) =>
        report["lignes"]!.AsArray().Where(l => l!["genre"]!.ToString() == genre).Sum(l => l!["nombre"]!.GetValue<long>());
}

public sealed class CampagneOnSqlite(PostgresServer postgres) : CampagneTests(postgres, DatabaseEngine.Sqlite);

public sealed class CampagneOnPostgres(PostgresServer postgres) : CampagneTests(postgres, DatabaseEngine.Postgres);
