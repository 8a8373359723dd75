using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Importations;
using Parcoursup.Gateway.Gateway.Tests.Api;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Security;

/// <summary>What comes in and goes out lies sealed in the database, and is shown to whoever may see it (rule J5).</summary>
public abstract class SealedContentTests(PostgresServer postgres, DatabaseEngine engine) : ImportationTest(postgres, engine)
{
    // Stand in the raw bytes alone: nothing that is applied takes them over.
    private const string InPush = "MARQUEPOUSSEE";
    private const string InOpi = "MARQUEOPI";
    private const string InImport = "MARQUEIMPORT";

    // Stand in a request to Apogée alone: what is kept of an OPI has no tags.
    private const string InRequest = "</libNomPatIndOpi>";

    [Fact]
    public async Task Nothing_that_names_anybody_can_be_read_in_a_sealed_column_or_in_the_bytes_of_the_file()
    {
        await StartWithOpiAsync();
        await FillAsync();

        await Gateway.AssertSealedAsync("message_entrant.corps", "corps_morceau.octets", "echange.requete", "echange.reponse");
        string[] personal = ["Lefèvre", "LEFEVRE", "DURAND", "exemple.fr", "0612345678", "000000018AA", InPush, InOpi, InImport, InRequest];
        foreach (var column in Gateway.Services.GetServices<SealedColumn>())
            foreach (var value in await Gateway.StoredAsync(column))
                AssertWithout(value, personal, $"{column.Table}.{column.Column}");
        foreach (var file in (string[])[Storage.SqliteFile, Storage.SqliteFile + "-wal"])
            if (Storage.Connection is null) AssertWithout(await BytesOfAsync(file), [InPush, InOpi, InImport, InRequest], file);
    }

    /// <summary>Whatever is written with it: texts of tasks, of the timeline, of warnings and reserves, keys.</summary>
    [Fact]
    public async Task No_column_of_any_table_holds_what_tells_who_somebody_is_and_every_list_shows_it()
    {
        await StartWithOpiAsync();
        await FillAsync();
        var twin = TestDocument.Voeu(19);
        (twin["ine"], twin["nom"], twin["mail"]) = ("000000018AA", "Jumeau", "jumeau@exemple");
        await PushAsync(twin);
        await Api.RawAsync(HttpMethod.Put, Etab.Path + "candidats/2026/18/corrections/dateNaissance", """{"valeur":"2007-12-24"}""");
        await PostAsync("inscriptions", new JsonObject
        {
            ["session"] = 2026, ["codeCandidat"] = 17, ["ine"] = "000000017AA", ["codeFormationPsup"] = TestDocument.Droit, ["payee"] = true,
            ["dateMaj"] = "2026-06-09T08:00:00Z",
        });
        await PostAsync("resultats-bac", new JsonObject { ["session"] = 2026, ["ine"] = "000000018AA", ["resultat"] = "ADMIS", ["date"] = "2026-07-07" });
        await AtRestAsync();

        await Gateway.AssertNowhereAsync(Storage, "Lefèvre", "LEFEVRE", "DURAND", "Jumeau", "exemple.fr", "example.org", "0612345678", "000000018AA", "000000099ZZ",
            "rue de l'Église", "2008-02-01", "01022008", "2007-12-24", InPush, InOpi, InImport);
        await Gateway.AssertSealedAsync("candidat.donnees", "candidat.ine", "candidat.corrections", "voeu.donnees", "voeu.decision", "opi_recue.individu",
            "resultat_bac.cle", "inscription.demande", "evenement_candidat.texte", "candidat.reserves");
        foreach (var list in (string[])["candidats", "candidats/2026/18", "candidats/2026/18/chronologie", "taches", "reserves", "avertissements", "inscriptions", "livraisons", "opi"])
        {
            using var answer = await Api.RawAsync(HttpMethod.Get, Etab.Path + list);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NotFound, list + ": " + text);
            Assert.DoesNotContain("scelle:", text, StringComparison.Ordinal);
        }

        Assert.Equal([18, 19], (await ListAsync("candidats?recherche=000000018AA")).Select(c => c!["codeCandidat"]!.GetValue<int>()).Order());
        Assert.Contains(await ListAsync("candidats/2026/18/chronologie"), line => line!["texte"]!.GetValue<string>().Contains("24/12/2007", StringComparison.Ordinal)
            || line["texte"]!.GetValue<string>().Contains("2007-12-24", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_shown_and_applied_as_it_came()
    {
        await StartWithOpiAsync();
        await FillAsync();

        var requests = await RequestsAsync();
        Assert.Contains(requests, r => r.Contains("LEFEVRE" + InRequest, StringComparison.Ordinal));
        Assert.Contains(requests, r => r.Contains("DURAND" + InRequest, StringComparison.Ordinal));
        Assert.Contains(await Gateway.CorpsAsync("canal = 'Push'"), corps => Encoding.UTF8.GetString(corps).Contains(InPush, StringComparison.Ordinal));
        // A pull without its messages at hand reads them from the journal: another life of the gateway.
        await Gateway.StopAsync();
        await Gateway.StartAsync();
        Assert.Equal(requests, await RequestsAsync());
        Assert.Equal([17, 18], (await ListAsync("candidats")).Select(c => c!["codeCandidat"]!.GetValue<int>()).Order());
    }

    [Fact]
    public async Task What_was_written_in_clear_stays_readable_and_is_sealed_by_a_command_that_ends()
    {
        await StartWithOpiAsync("--Securite:ChiffrementDonnees=false");
        await FillAsync();
        var requests = await RequestsAsync();
        Assert.Equal(0, await KeysAsync());
        await Gateway.StopAsync();

        await using var now = await GatewayInstance.StartAsync(Storage);
        Assert.Equal(requests, await RequestsAsync(now));
        var (code, output, error) = await GatewayProcess.RunAsync(GatewayProcess.Environment(Storage), "securite", "chiffrer");
        Assert.True(code == 0, error);
        Assert.Contains("contenus chiffrés. Les sauvegardes d'avant les contiennent en clair", output, StringComparison.Ordinal);

        await now.AssertSealedAsync("message_entrant.corps", "corps_morceau.octets", "echange.requete", "echange.reponse");
        Assert.Equal(requests, await RequestsAsync(now));
        (code, output, _) = await GatewayProcess.RunAsync(GatewayProcess.Environment(Storage), "securite", "chiffrer");
        Assert.Equal(0, code);
        Assert.Contains("Rien n'était en clair", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_nodes_of_the_former_version_may_be_at_work_nothing_is_sealed_until_the_command_says_so()
    {
        await StartAsync(openGate: false);
        await Gateway.ExecuteAsync("INSERT INTO parametre (cle, valeur) VALUES ('chiffrement.attend', 'oui')");
        await Gateway.StopAsync();
        await Gateway.StartAsync();
        await PushAndRestAsync(TestDocument.Voeu(17));
        Assert.Equal((byte)'{', Assert.Single(await Gateway.QueryAsync<byte[]>("SELECT corps FROM message_entrant WHERE canal = 'Push'"))[0]);

        Assert.True(await Gateway.Services.GetRequiredService<FormerContent>().SealAsync(default) >= 1);
        await PushAndRestAsync(TestDocument.Voeu(18));
        await Gateway.AssertSealedAsync("message_entrant.corps");
        Assert.Equal(2, (await Gateway.CorpsAsync("canal = 'Push'")).Count(corps => corps[0] == '{'));
    }

    [Fact]
    public async Task Without_the_key_the_exchange_is_gone_what_waits_is_set_aside_and_both_this_etablissement_and_the_others_go_on()
    {
        await StartWithOpiAsync();
        await using var other = await TestEtablissement.StartAsync(Victim.Code, SharedGateway.OtherUai);
        other.Document["push"] = new JsonObject { ["login"] = "psup-lacs", ["motDePasse"] = SharedGateway.OtherPushPassword };
        other.Document["parcoursup"]!["login"] = "psup-des-lacs";
        await other.SaveAsync(Gateway);
        await PushAndRestAsync(TestDocument.Voeu(17));
        var exchange = await Gateway.QueryAsync<long>("SELECT id FROM echange");
        await Gateway.StopAsync();
        // The message as a kill leaves it before it was applied; nobody is there to take it in between, or to write with the key once more.
        await Storage.ExecuteAsync(
            $"DELETE FROM cle_donnees WHERE etablissement = '{Etab.Code}'",
            "INSERT INTO message_a_appliquer (etablissement, id) SELECT etablissement, id FROM message_entrant WHERE canal = 'Push'");
        await Gateway.StartAsync();
        await AtRestAsync();

        using var answer = await Api.RawAsync(HttpMethod.Get, Etab.Path + $"echanges/{exchange[0]}");
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Contains("n'existe plus : ce qu'elle chiffrait est effacé", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(await ListAsync("taches"), t => t!["message"]!.GetValue<string>().Contains("n'a pas pu être appliqué. La clé de données", StringComparison.Ordinal));

        var push = new JsonObject { ["identifiant"] = new JsonObject { ["login"] = "psup-lacs", ["pwd"] = SharedGateway.OtherPushPassword }, ["donneesCandidat"] = Victim.Voeu() };
        Assert.Equal(HttpStatusCode.OK, (await Gateway.Http.PostJsonAsync($"/parcoursup/{other.Uai}/admissionCandidat", push.ToJsonString())).Status);
        await PushAndRestAsync(TestDocument.Voeu(18));
        await Gateway.Admin.AtRestAsync(other.Code);
        Assert.Equal([17, 18], (await ListAsync("candidats")).Select(c => c!["codeCandidat"]!.GetValue<int>()).Order());
        Assert.Single((await Gateway.Admin.GetAsync(other.Path + "candidats"))!.AsArray());
        await Gateway.AssertSealedAsync("message_entrant.corps");
    }

    [Fact]
    public async Task The_key_goes_with_its_etablissement_and_a_copy_of_its_content_is_worth_nothing_to_the_next_owner_of_the_code()
    {
        await StartWithOpiAsync();
        await PushAndRestAsync(TestDocument.Voeu(17));
        var copy = Assert.Single(await Gateway.QueryAsync<byte[]>("SELECT corps FROM message_entrant WHERE canal = 'Push'"));
        using (var gone = await Api.RawAsync(HttpMethod.Delete, $"/api/etablissements/{Etab.Code}?confirmer={Etab.Code}"))
            Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal(0, await KeysAsync());

        await Etab.SaveAsync(Gateway);
        await PushAndRestAsync(TestDocument.Voeu(18));
        Assert.Equal(1, await KeysAsync());
        Assert.True((await Assert.ThrowsAsync<SealedValueException>(async () =>
            await Gateway.Services.GetRequiredService<DataKeys>().OpenAsync(Etab.Code, IntakeColumns.Corps, copy, default))).IsLost);
    }

    private Task StartWithOpiAsync(params string[] settings)
    {
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        return StartAsync(openGate: true, settings);
    }

    // A push, a file, an OPI by SOAP, and what is delivered of them.
    private async Task FillAsync()
    {
        var voeu = TestDocument.Voeu(17);
        voeu["champInconnu"] = InPush;
        await PushAsync(voeu);
        (await Gateway.Http.PostOpiAsync(OpiMessages.Envelope($"<!-- {InOpi} -->" + OpiMessages.Individu("E1") + OpiMessages.Voeux(("L1DROI", "F"))), "ecandidat:mdp-ecandidat"))
            .AssertAccepted();
        await ImportAsync(Line(18).TrimEnd('\n') + $";{InImport}\n", "Colonne inconnue");
        await AtRestAsync();
    }

    private async Task ImportAsync(string line, string column)
    {
        var id = await SendAsync(Header.TrimEnd('\n') + $";{column}\n" + line);
        await UntilAsync(id, "AConfirmer");
        await PostAsync($"importations/{id}/confirmer");
        await UntilAsync(id, "Terminee");
    }

    private async Task<IReadOnlyList<string>> RequestsAsync(GatewayInstance? gateway = null)
    {
        var requests = new List<string>();
        foreach (var id in await (gateway ?? Gateway).QueryAsync<long>("SELECT id FROM echange ORDER BY id"))
            requests.Add((await (gateway ?? Gateway).Admin.GetAsync(Etab.Path + $"echanges/{id}"))!["requete"]!.GetValue<string>());
        return requests;
    }

    private Task<int> KeysAsync() =>
        Gateway.Services.GetRequiredService<Database>().ScalarAsync<int>("SELECT COUNT(*) FROM cle_donnees", null, default);

    private static void AssertWithout(byte[] bytes, string[] personal, string where) =>
        Assert.All(personal, text => Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) < 0, $"{text} stands in {where}"));

    private static async Task<byte[]> BytesOfAsync(string file)
    {
        if (!File.Exists(file)) return [];
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content);
        return content.ToArray();
    }
}

public sealed class SealedContentTestsOnSqlite(PostgresServer postgres) : SealedContentTests(postgres, DatabaseEngine.Sqlite);

public sealed class SealedContentTestsOnPostgres(PostgresServer postgres) : SealedContentTests(postgres, DatabaseEngine.Postgres);
