using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Conservation;

/// <summary>One person asks for her data, and then for their erasure (rule J5).</summary>
public abstract class PersonneTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private const string Name = "Zyxwora";
    private const string FirstName = "Qwertine";
    private const string Mail = "zq77@marque.example";
    private const string Ine = "987654321ZQ";
    private const int Dossier = 777123;
    private const int Neighbour = 18;

    // In whatever case and form.
    private static readonly string[] Markers = [Name, FirstName, Mail, Ine[..10], "777123"];

    protected override async Task<TestEtablissement> CreateEtablissementAsync()
    {
        var etab = await TestEtablissement.StartAsync();
        SharedGateway.AddAccount(etab, "ecandidat", "mdp-ecandidat", "E");
        return etab;
    }

    [Fact]
    public async Task Her_export_has_every_place_and_after_her_erasure_nothing_names_her_while_her_neighbour_is_untouched()
    {
        await StartAsync();
        await FillAsync();
        var neighbour = (await GetAsync($"candidats/2026/{Neighbour}"))!.ToJsonString();

        var service = Gateway.Services.GetRequiredService<ConservationService>();
        var asked = new DemandePersonne(null, 2026, Dossier, null);
        var export = (await service.ExporterAsync(asked, default)).Export!["etablissements"]!.AsArray().Single()!;
        string[] tables = ["candidat", "voeu", "livraison", "echange", "inscription", "resultat_bac", "evenement_candidat", "opi_recue", "recuperation"];
        Assert.Empty(tables.Except(export["donnees"]!.AsObject().Select(t => t.Key)));
        var channels = export["messages"]!.AsArray().Select(m => m!["canal"]!.ToString()).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(["Inscriptions", "Opi", "Push", "Recuperation", "ResultatsBac"], channels);
        var text = export.ToJsonString();
        Assert.All([Name, FirstName, Mail], marker => Assert.Contains(marker, text, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain($"{Neighbour:D9}AA", text, StringComparison.Ordinal);

        var essai = await service.EffacerAsync(asked, essai: true, "Camille", default);
        Assert.NotNull(await GetAsync($"candidats/2026/{Dossier}"));
        var done = await service.EffacerAsync(asked, essai: false, "Camille", default);
        Assert.Null(done.Refus);
        Assert.Equal(essai.Bilan.Liste, done.Bilan.Liste);
        await AssertGoneAsync();
        Assert.Equal(neighbour, (await GetAsync($"candidats/2026/{Neighbour}"))!.ToJsonString());
        Assert.Contains("00000018AA", await DumpAsync(), StringComparison.Ordinal);
        Assert.Contains((await service.PassagesAsync(default)), p => p is { Acte: "Personne", Auteur: "Camille", Etat: "Termine" });

        // Parcoursup still has her: she does not come back, and that is said.
        await PostAsync("recuperations", new JsonObject());
        await AtRestAsync();
        var task = Assert.Single(await ListAsync("taches"), t => t!["type"]!.ToString() == "PersonneEffacee")!;
        Assert.Contains("gateway personne readmettre", task["message"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, (await Gateway.QueryAsync<long>($"SELECT COUNT(*) FROM candidat WHERE code_candidat = {Dossier}")).Single());
        Assert.Equal(neighbour, (await GetAsync($"candidats/2026/{Neighbour}"))!.ToJsonString());
        await service.AppliquerAsync("la nuit", default);
        await AssertGoneAsync();
    }

    private async Task FillAsync()
    {
        var her = Voeu(Dossier);
        (her["nom"], her["prenom"], her["ine"], her["mail"], her["dateNaissance"]) = (Name, FirstName, Ine, Mail, "28/02/2008");
        await PushAndRestAsync(her, Voeu(Neighbour));
        await PostAsync("recuperations", new JsonObject());
        await PostAsync("recuperations", new JsonObject { ["codeCandidat"] = Dossier });
        await PostAsync("inscriptions", new JsonArray(Enrolment(Dossier), Enrolment(Neighbour)));
        await PostAsync("resultats-bac", new JsonArray(
            new JsonObject { ["session"] = 2026, ["ine"] = Ine, ["resultat"] = "ADMIS", ["date"] = "2026-07-07" },
            new JsonObject { ["session"] = 2026, ["codeCandidat"] = Neighbour, ["resultat"] = "ADMIS", ["date"] = "2026-07-07" }));
        var opi = Individu("E777", Mail, Name.ToUpperInvariant()).Replace("LEA", FirstName.ToUpperInvariant(), StringComparison.Ordinal);
        (await Gateway.Http.PostOpiAsync(Envelope(opi + Voeux(("L1DROI", "F"))), "ecandidat:mdp-ecandidat")).AssertAccepted();
        await AtRestAsync();
        await PostAsync("remontees", new JsonObject());
        await AtRestAsync();
    }

    private static JsonObject Enrolment(int dossier) => new()
    {
        ["session"] = 2026, ["codeCandidat"] = dossier, ["codeFormationPsup"] = Droit, ["payee"] = true, ["dateMaj"] = "2026-06-09T08:00:00Z",
    };

    private async Task AssertGoneAsync()
    {
        var dump = await DumpAsync();
        Traces.AssertNone(dump, Markers);
        if (Storage.Connection is not null) return;
        // What was freed keeps nothing either; the log of changes is as empty as the database.
        foreach (var file in (string[])[Storage.SqliteFile, Storage.SqliteFile + "-wal"])
        {
            if (!File.Exists(file)) continue;
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var content = new MemoryStream();
            await stream.CopyToAsync(content);
            var raw = Encoding.Latin1.GetString(content.ToArray());
            Assert.All((string[])[Name, FirstName, Mail], marker => Assert.False(raw.Contains(marker, StringComparison.OrdinalIgnoreCase), $"{marker} in {file}"));
        }
    }

    private Task<string> DumpAsync() => Traces.DumpAsync(Gateway, Dossier);
}

public sealed class PersonneOnSqlite(PostgresServer postgres) : PersonneTests(postgres, DatabaseEngine.Sqlite);

public sealed class PersonneOnPostgres(PostgresServer postgres) : PersonneTests(postgres, DatabaseEngine.Postgres);
