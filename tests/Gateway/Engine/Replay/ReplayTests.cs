using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Replay;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Replay;

/// <summary>
/// The journal is the truth: replayed into a fresh database, it gives what is there; what was changed behind the gateway's back is named.
/// </summary>
public abstract class ReplayTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private readonly DatabaseEngine _engine = engine;
    private const string Header = "Numéro candidat;Nom;Prénom;Etat civil;Date de Naissance;date réponse\n";

    [Fact]
    public async Task A_whole_campaign_replayed_gives_what_is_there()
    {
        await CampaignAsync();

        var (rapport, ecarts) = await Rejouer.AilleursAsync(Gateway.Services);

        Assert.Empty(ecarts);
        Assert.Equal((0, 0L, 0L), (rapport.Rejeu.SansTrace.Count, rapport.Rejeu.Retires, rapport.Comparaison.EnAttente));
        foreach (var table in ComparedTable.All) Assert.True(rapport.Comparaison.Lignes.GetValueOrDefault(table.Name) > 0, table.Name);
        // A guard that still waits, one that was confirmed and one that was rejected were among it.
        Assert.Equal(["Confirmee", "EnAttente", "Rejetee"], (await Gateway.QueryAsync<string>("SELECT DISTINCT etat FROM garde WHERE type = 'Decisions'")).Order());
        Assert.True((await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM voeu WHERE garde IS NOT NULL")).Single() > 1);
        Assert.True((await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM voeu WHERE disparu")).Single() > 0);
    }

    [Fact]
    public async Task Each_row_that_was_changed_behind_the_gateway_is_named_field_by_field()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18), Voeu(19, Economie), Voeu(20));
        await ResultAsync("ADMIS", "2026-07-06", 17);
        await PostAsync("inscriptions", Ia(17, Droit));
        await AtRestAsync();
        var texts = Gateway.Services.GetRequiredService<Database>();
        await texts.WriteAsync(async session =>
        {
            var donnees = (await session.QueryAsync<string>(
                "SELECT donnees, etablissement FROM candidat WHERE etablissement = @Code AND code_candidat = 18", new { Etab.Code }, default)).Single();
            var moved = donnees.Replace("2008-02-19", "2008-02-20", StringComparison.Ordinal);
            Assert.NotEqual(donnees, moved);
            await session.ExecuteAsync("UPDATE candidat SET donnees = @sealed WHERE etablissement = @Code AND code_candidat = 18",
                new { Etab.Code, @sealed = await session.SealAsync(Etab.Code, moved, default) }, default);
        }, default);
        await Gateway.ExecuteAsync("UPDATE voeu SET code_decision = 'D' WHERE code_candidat = 17");
        await Gateway.ExecuteAsync("DELETE FROM voeu WHERE code_candidat = 19");
        await Gateway.ExecuteAsync("UPDATE inscription SET payee = FALSE WHERE code_candidat = 17");
        await Gateway.ExecuteAsync("UPDATE resultat_bac SET issue = 'Refuse'");
        await Gateway.ExecuteAsync("DELETE FROM candidat WHERE code_candidat = 20");

        var (rapport, ecarts) = await Rejouer.AilleursAsync(Gateway.Services);

        Assert.Equal(
        [
            "univ-alpes : candidat, dossier 18 (session 2026) : donnees.dateNaissance : ici « 2008-02-20 », rejeu « 2008-02-19 »",
            "univ-alpes : candidat, dossier 20 (session 2026) : ligne : ici « absente », rejeu « présente »",
            "univ-alpes : inscription, « 2026/17/8842/Principale » : payee : ici « non », rejeu « oui »",
            "univ-alpes : résultat du baccalauréat, dossier 17 (session 2026) : issue : ici « Refuse », rejeu « Admis »",
            "univ-alpes : vœu, dossier 17 (session 2026), formation 8842 : code_decision : ici « D », rejeu « F »",
            "univ-alpes : vœu, dossier 19 (session 2026), formation 8843 : ligne : ici « absente », rejeu « présente »",
        ], ecarts.Order(StringComparer.Ordinal));
        Assert.Equal(6, rapport.Ecarts);
    }

    [Fact]
    public async Task What_retention_has_emptied_is_said_and_not_judged()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18), Voeu(19));
        var service = Gateway.Services.GetRequiredService<ConservationService>();
        var old = TimeProvider.System.GetUtcNow().AddMonths(-14);
        await Gateway.ExecuteAsync("UPDATE message_entrant SET recu_le = @old WHERE id = (SELECT ordre FROM candidat WHERE code_candidat = 18)", new { old });
        await service.AppliquerAsync("Camille", default);
        Assert.True((await service.EffacerAsync(new DemandePersonne(null, 2026, 19, Etab.Code), essai: false, "Camille", default)).Bilan.Total > 0);

        var (rapport, ecarts) = await Rejouer.AilleursAsync(Gateway.Services);

        Assert.Empty(ecarts);
        Assert.Equal(1, rapport.Comparaison.CandidatsRetires);
        Assert.True(rapport.Rejeu.Retires >= 1);
        // Whose messages are all there is judged as before.
        await Gateway.ExecuteAsync("UPDATE voeu SET situation = 3 WHERE code_candidat = 17");
        Assert.Equal("univ-alpes : vœu, dossier 17 (session 2026), formation 8842 : situation : ici « 3 », rejeu « 1 »",
            Assert.Single((await Rejouer.AilleursAsync(Gateway.Services)).Ecarts));
    }

    [Fact]
    public async Task The_replayed_base_holds_nothing_in_clear_and_nothing_of_it_leaves()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await PostAsync("inscriptions", Ia(17, Droit));
        await AtRestAsync();
        var (apogee, parcoursup) = (Etab.Apogee.NombreAppels, await ParcoursupCallsAsync());
        var folder = TestFolder.Create("rejeu-");
        var file = Path.Combine(folder.FullName, "rejeu.db");

        Assert.Empty((await Rejouer.VersAsync(Gateway.Services, file)).Ecarts);

        Assert.Equal((apogee, parcoursup), (Etab.Apogee.NombreAppels, await ParcoursupCallsAsync()));
        foreach (var written in folder.GetFiles())
        {
            var bytes = await File.ReadAllTextAsync(written.FullName, Encoding.Latin1);
            Assert.DoesNotContain("candidat.17@example.org", bytes, StringComparison.Ordinal);
            Assert.DoesNotContain("000000017AA", bytes, StringComparison.Ordinal);
        }

        folder.Delete(recursive: true);
    }

    /// <summary>Also as a former version kept them: each document of a change with a time of its own.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_UAI_that_moves_and_two_that_are_exchanged_are_replayed_as_they_were(bool eachItsTime)
    {
        const string Third = "0381912X";
        const string Second = "0690192J";
        var lacs = TestDocument.Etablissement("univ-lacs", Second, Etab.Parcoursup.UrlApiRest, Etab.Apogee.UrlOpiMetier);
        lacs["push"] = new JsonObject { ["login"] = "psup-lacs", ["motDePasse"] = "mdp-des-lacs" };
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        // Who gains comes before who loses, and in the exchange too one of them does.
        foreach (var (ofLacs, ofAlpes) in ((string, string)[])[(Second, $"{Etab.Uai} {Third}"), ($"{Second} {Third}", Etab.Uai), (Etab.Uai, $"{Second} {Third}")])
        {
            lacs["uais"] = new JsonArray([.. ofLacs.Split(' ')]);
            Etab.Document["uais"] = new JsonArray([.. ofAlpes.Split(' ')]);
            await Api.PutAsync("/api/configuration", new JsonObject { ["etablissements"] = new JsonArray(lacs.DeepClone(), Etab.Document.DeepClone()) });
            await AtRestAsync();
        }

        var history = await Gateway.QueryAsync<(long Id, DateTimeOffset Depuis)>("SELECT id, depuis FROM configuration_historique ORDER BY id");
        Assert.Equal((8, 4), (history.Count, history.Select(h => h.Depuis).Distinct().Count()));
        if (eachItsTime)
            foreach (var (id, depuis) in history)
                await Gateway.ExecuteAsync("UPDATE configuration_historique SET depuis = @at WHERE id = @id", new { id, at = depuis.AddMilliseconds(id) });

        Assert.Empty((await Rejouer.AilleursAsync(Gateway.Services)).Ecarts);
    }

    /// <summary>A node of the former version had set the clock, which noted no history, and then this one does.</summary>
    [Fact]
    public async Task The_clock_of_a_former_version_counts_for_all_the_time_before()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await Gateway.ExecuteAsync("DELETE FROM horloge_historique");
        await SetClockAsync(9);
        await ResultAsync("ADMIS", "2026-07-06", 17);

        var clock = await Gateway.QueryAsync<(DateTimeOffset Depuis, long Decalage)>("SELECT depuis, decalage FROM horloge_historique ORDER BY id");
        Assert.Equal(2, clock.Count);
        Assert.Equal(DateTimeOffset.UnixEpoch, clock[0].Depuis);
        Assert.InRange(TimeProvider.System.GetUtcNow().AddTicks(clock[0].Decalage), GatewayInstance.Start, GatewayInstance.Start.AddHours(2));
        Assert.Empty((await Rejouer.AilleursAsync(Gateway.Services)).Ecarts);
    }

    /// <summary>A column that is added says whether it is compared, and if not, why.</summary>
    [Fact]
    public async Task Every_column_of_a_rebuilt_table_is_compared_or_has_its_reason()
    {
        await StartAsync(openGate: false);
        var ofSystems = Gateway.Services.GetServices<IReplayedFacts>().SelectMany(facts => facts.Columns).ToList();
        foreach (var table in ComparedTable.All)
        {
            var others = table == ComparedTable.Candidats ? [.. table.Others, .. ofSystems] : table.Others;
            var columns = await Gateway.QueryAsync<string>(_engine == DatabaseEngine.Sqlite ? $"SELECT name FROM pragma_table_info('{table.Name}')"
                : $"SELECT column_name::text FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table.Name}'");
            Assert.Equal(columns.Order(StringComparer.Ordinal),
                table.Key.Concat(table.Columns.Select(c => c.Name)).Concat(others.Select(c => c.Name)).Distinct().Order(StringComparer.Ordinal));
            Assert.All(others, c => Assert.True(c.Reason.Length > 10, c.Name));
        }
    }

    // Pushes, pulls, results, a file, mappings changed in between, enrolments, corrections, guards, withdrawals.
    private async Task CampaignAsync()
    {
        Etab.Document["regles"]!["gardeDecisionMinimum"] = 2;
        await StartAsync();
        await PushAndRestAsync([.. Enumerable.Range(1, 30).Select(code => Voeu(code, code % 3 == 0 ? Economie : Droit, amenagement: code == 5 ? 1 : 0)), Voeu(40, SansCorrespondance)]);
        await PushAndRestAsync(Voeu(1, Histoire, situation: 2));
        await EnrolAsync();
        await PutAsync("candidats/2026/3/corrections/dateNaissance", new JsonObject { ["valeur"] = "04/02/2008" });
        Etab.Formations.Add(Formation(SansCorrespondance, "L1NEUF"));
        await Etab.SaveAsync(Gateway);
        await ImportAsync();
        await PullsAsync();
        await GuardsAsync();
    }

    private async Task EnrolAsync()
    {
        await PostAsync("inscriptions", new JsonArray(Ia(2, Droit), Ia(4, null), Ia(6, Economie, payee: false), Ia(4711, Droit)));
        await PostAsync("inscriptions", new JsonArray(new JsonObject
        {
            ["session"] = 2026, ["ine"] = "000000008AA", ["vet"] = new JsonObject { ["codEtp"] = "L1DROI", ["codVrsVet"] = 101 }, ["payee"] = true,
            ["dateMaj"] = "2026-06-09T10:00:00+02:00",
        }, new JsonObject { ["session"] = 2026, ["ine"] = "999999999ZZ", ["payee"] = true, ["dateMaj"] = "2026-06-09T10:00:00+02:00" }));
        await AtRestAsync();
        await PostAsync("inscriptions", Ia(2, Droit, annulee: true, date: "2026-06-09T11:00:00+02:00"));
        await AtRestAsync();
    }

    // A file of persons whom nobody pushed, applied by a person's word.
    private async Task ImportAsync()
    {
        using var content = new StringContent(Header + "50;Petit;Zoé;Mme;01/02/2008;05/06/2026 10:00\n51;Grand;Léo;M.;02/02/2008;05/06/2026 10:00\n", Encoding.UTF8, "text/csv");
        using var answer = await Api.Http.PostAsync(Etab.Path + "importations?session=2026&formation=8842&fichier=admis", content);
        var id = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!.GetValue<long>();
        await ReachesAsync(id, "AConfirmer");
        await PostAsync($"importations/{id}/confirmer");
        await ReachesAsync(id, "Terminee");
        await AtRestAsync();
    }

    private Task<JsonNode> ReachesAsync(long id, string etat) => Poll.UntilAsync(
        async () => (await GetAsync($"importations/{id}"))!, import => import["etat"]!.GetValue<string>() == etat);

    // Two whole lists, six hours apart: whoever is gone from both has withdrawn.
    private async Task PullsAsync()
    {
        Assert.True(Etab.Parcoursup.Retirer(TestEtablissement.KeyOf(Voeu(12, Economie))));
        foreach (var hour in (int[])[9, 17])
        {
            await Api.SetClockAsync(new DateTimeOffset(2026, 6, 12, hour, 0, 0, TimeSpan.FromHours(2)));
            await PostAsync("recuperations", new JsonObject());
            await AtRestAsync();
        }
    }

    private async Task GuardsAsync()
    {
        await SetClockAsync(9);
        await ResultAsync("REFUSE", "2026-07-07", 7, 8, 9, 10, 11, 13, 14, 15);
        await SettleAsync("confirmer");
        await Api.SetClockAsync(new DateTimeOffset(2026, 7, 10, 12, 0, 0, TimeSpan.FromHours(2)));
        await ResultAsync("REFUSE", "2026-07-08", 16, 17, 18, 19, 20, 21);
        await SettleAsync("rejeter");
        await PushAndRestAsync(Voeu(16, Droit, situation: 3, reponse: "09/07/2026 10:00"), Voeu(22, situation: 3, reponse: "09/07/2026 10:00"));
        await Api.SetClockAsync(new DateTimeOffset(2026, 7, 13, 12, 0, 0, TimeSpan.FromHours(2)));
        await ResultAsync("REFUSE", "2026-07-10", 23, 25, 26, 27, 28, 29);
        await AtRestAsync();
    }

    private async Task SettleAsync(string how)
    {
        var guard = (await Gateway.QueryAsync<long>("SELECT id FROM garde WHERE etat = 'EnAttente' AND type = 'Decisions' ORDER BY id")).ToList();
        Assert.NotEmpty(guard);
        foreach (var id in guard) await PostAsync(string.Create(CultureInfo.InvariantCulture, $"gardes/{id}/{how}"));
        await AtRestAsync();
    }

    private async Task<string> ParcoursupCallsAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        return JsonNode.Parse(await http.GetStringAsync(new Uri(Etab.Parcoursup.Url, "/etat")))!["appels"]!.ToJsonString();
    }

    private Task<JsonNode?> PutAsync(string path, JsonNode body) => Api.PutAsync(Etab.Path + path, body);

    private static JsonObject Ia(int dossier, int? formation, bool payee = true, bool annulee = false, string date = "2026-06-09T10:00:00+02:00")
    {
        var ia = new JsonObject { ["session"] = 2026, ["codeCandidat"] = dossier, ["payee"] = payee, ["annulee"] = annulee, ["dateMaj"] = date };
        if (formation is { } code) ia["codeFormationPsup"] = code;
        return ia;
    }
}

public sealed class ReplayOnSqlite(PostgresServer postgres) : ReplayTests(postgres, DatabaseEngine.Sqlite);

public sealed class ReplayOnPostgres(PostgresServer postgres) : ReplayTests(postgres, DatabaseEngine.Postgres);
