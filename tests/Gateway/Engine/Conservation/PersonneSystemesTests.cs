using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Conservation;

/// <summary>One person in every system at once: flat files and a laissez-passer of Apogée, Scolarix, Fregata (rule J5).</summary>
public abstract class PersonneSystemesTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private const string Name = "Zyxwora";
    private const string FirstName = "Qwertine";
    private const string Mail = "zq77@marque.example";
    private const string Ine = "987654321ZQ";
    private const int Dossier = 777123;
    private const int Neighbour = 18;

    private static readonly string[] Markers = [Name, FirstName, Mail, Ine[..10], "777123"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retours-personne-");
    private TestEtablissement _ecole = null!;
    private TestEtablissement _lycee = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Etab.Document["apogee"]!["laissezPasser"] = new JsonObject { ["codRgi"] = "1", ["codStu"] = "01" };
        Etab.Document["opi"]!["voie"] = "Fichiers";
        _lycee = FregataTest.Lycee(await TestEtablissement.StartAsync("lycee-test", "0740001Z"));
        _ecole = await TestEtablissement.StartAsync("ecole-test", "0740002A");
        _ecole.Document.Remove("apogee");
        _ecole.Document.Remove("opi");
        _ecole.Document["sis"] = "Scolarix";
        _ecole.Document["scolarix"] = new JsonObject { ["retour"] = new JsonObject { ["dossier"] = _folder.FullName } };
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _ecole.DisposeAsync();
        await _lycee.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Nothing_of_any_system_names_her_afterwards_and_what_stays_in_files_is_told()
    {
        await StartAsync(openGate: true, "--Scolarix:Retour:SilenceSecondes=2");
        foreach (var other in (TestEtablissement[])[_ecole, _lycee]) await other.SaveAsync(Gateway);
        await ApogeeAsync();
        await ScolarixAsync();
        await FregataAsync();

        var service = Gateway.Services.GetRequiredService<ConservationService>();
        var asked = new DemandePersonne(null, 2026, Dossier, null);
        var export = (await service.ExporterAsync(asked, default))["etablissements"]!.AsArray();
        string[] tables =
        [
            "laissez_passer", "fichier_lot_opi", "scolarix_declaration", "scolarix_population", "scolarix_mouvement", "scolarix_retour_refus",
            "fregata_dossier", "fregata_import_ligne", "fregata_validation_ligne",
        ];
        Assert.Empty(tables.Except(export.SelectMany(e => e!["donnees"]!.AsObject().Select(t => t.Key))));
        var (indexed, others) = (await IndexedAsync(), await IndexedAsync(Neighbour));
        Assert.True(indexed > 0 && others > 0);
        Assert.Contains(export, e => e!["autresPlaces"]?["instantanés"]?.GetValue<int>() == indexed);

        var essai = await service.EffacerAsync(asked, essai: true, "Camille", default);
        var done = await service.EffacerAsync(asked, essai: false, "Camille", default);
        Assert.Null(done.Refus);
        Assert.Equal(essai.Bilan.Liste, done.Bilan.Liste);

        Traces.AssertNone(await Traces.DumpAsync(Gateway, Dossier), Markers);
        Assert.Equal(0, await IndexedAsync());
        Assert.Equal(others, await IndexedAsync(Neighbour));
        // What cannot be rewritten is told by its name: in the database, and in the folder that Scolarix's files were moved to.
        Assert.Contains(done.Fichiers, file => file.StartsWith("base de la passerelle : opi_univ-alpes_2026_", StringComparison.Ordinal));
        Assert.Contains(done.Fichiers, file => file.StartsWith("base de la passerelle : scolarix_ecole-test_2026_", StringComparison.Ordinal));
        var kept = Assert.Single(done.Fichiers, file => file.StartsWith(_folder.FullName, StringComparison.Ordinal));
        Assert.Equal(Path.Combine(_folder.FullName, "traites", "retour.csv"), kept);
        Assert.True(File.Exists(kept));
        Assert.NotNull(await Api.GetAsync($"/api/etablissements/{_ecole.Code}/candidats/2026/{Neighbour}"));

        // And leaves with the session.
        await service.CloreAsync(2026, essai: false, "Camille", default);
        Assert.Contains(kept, (await service.PurgerAsync(2026, essai: true, "Camille", default)).Fichiers);
        await service.PurgerAsync(2026, essai: false, "Camille", default);
        Assert.False(File.Exists(kept));
        Assert.Null((await service.PurgerAsync(2026, essai: true, "Camille", default)).Fichiers.FirstOrDefault());
    }

    // Her lot is confirmed, then she resigns, and is given a laissez-passer all the same.
    private async Task ApogeeAsync()
    {
        await PushAndRestAsync(Her(), Voeu(Neighbour));
        await PostAsync("fichiers");
        await PostAsync("fichiers/1/confirmer");
        await PushAndRestAsync(Her(situation: 3, reponse: "06/06/2026 10:00"));
        await PostAsync("laissez-passer", new JsonObject { ["session"] = 2026, ["codeCandidat"] = Dossier, ["type"] = "IAPRIMO", ["codeFormation"] = Droit });
        await AtRestAsync();
        await PostAsync("fichiers");
    }

    private async Task ScolarixAsync()
    {
        await Api.SetClockAsync(new DateTimeOffset(2026, 7, 10, 19, 0, 0, TimeSpan.FromHours(2)));
        await _ecole.PushAsync(Gateway, At(_ecole, Her()), At(_ecole, Voeu(Neighbour)));
        await Api.AtRestAsync(_ecole.Code);
        await Gateway.ExecuteAsync(
            $"""
            INSERT INTO recuperation (etablissement, uai, cause, etat, demandee_le, prochaine_tentative, candidats, de_confiance)
            SELECT '{_ecole.Code}', '{_ecole.Uai}', 'test', 'Terminee', '2026-06-02T06:00:00Z', '2026-06-02T06:00:00Z', 0, TRUE
            """);
        // She enters with the second snapshot.
        foreach (var code in (int[])[Neighbour, Dossier])
        {
            await Api.PutAsync($"{_ecole.Path}scolarix/declarations/2026/{code}", new JsonObject { ["titulaire"] = true });
            await Api.AtRestAsync(_ecole.Code);
            var made = await Api.PostAsync(_ecole.Path + "scolarix/instantanes");
            Assert.True(made!["etat"]!.ToString() == "Publie", made.ToJsonString());
        }

        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "retour.csv"), string.Create(CultureInfo.InvariantCulture,
            $"NUMERO_PARCOURSUP;INE;CODE_FORMATION;STATUT;PAYEE;DATE\r\n{Dossier};{Ine};;VALIDEE;O;10/07/2026 16:30\r\n{Dossier};{Ine};8842;INCONNU;O;10/07/2026\r\n"));
        await Poll.UntilAsync(() => Task.FromResult(File.Exists(Path.Combine(_folder.FullName, "traites", "retour.csv"))), there => there);
        await Poll.UntilAsync(async () => await Gateway.QueryAsync<int>("SELECT COUNT(*) FROM scolarix_retour WHERE depots IS NOT NULL"), counts => counts is [1]);
        await Api.AtRestAsync(_ecole.Code);
    }

    private async Task FregataAsync()
    {
        await Api.SetClockAsync(new DateTimeOffset(2026, 9, 1, 9, 0, 0, TimeSpan.FromHours(2)));
        _lycee.Parcoursup.Enregistrer([At(_lycee, Her()), At(_lycee, Voeu(Neighbour))]);
        using var fregata = new FregataApi(Gateway.Url, _lycee.Uai);
        await fregata.ImportedAsync();
        await fregata.ProcessAsync(Dossier, Neighbour);
        await fregata.PostAsync("validations", FregataApi.Line(Dossier, Ine));
        await Api.AtRestAsync(_lycee.Code);
    }

    private static JsonObject Her(int situation = 1, string reponse = "05/06/2026 10:00")
    {
        var her = Voeu(Dossier, situation: situation, reponse: reponse);
        (her["nom"], her["prenom"], her["ine"], her["mail"]) = (Name, FirstName, Ine, Mail);
        return her;
    }

    private static JsonObject At(TestEtablissement etab, JsonObject voeu)
    {
        (voeu["codeEtablissement"], voeu["codeEtablissementAffectation"]) = (etab.Uai, etab.Uai);
        return voeu;
    }

    // The index is of bytes: her number is one word of them.
    private async Task<int> IndexedAsync(int dossier = Dossier)
    {
        var word = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(word, dossier);
        return (await Gateway.QueryAsync<byte[]>("SELECT contenu FROM scolarix_index")).Count(piece => piece.AsSpan().IndexOf(word) >= 0);
    }
}

public sealed class PersonneSystemesOnSqlite(PostgresServer postgres) : PersonneSystemesTests(postgres, DatabaseEngine.Sqlite);

public sealed class PersonneSystemesOnPostgres(PostgresServer postgres) : PersonneSystemesTests(postgres, DatabaseEngine.Postgres);
