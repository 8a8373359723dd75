using System.Buffers.Binary;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Conservation;

/// <summary>One person in every system at once: flat files and a laissez-passer of Apogée, Scolarix, Fregata (rule J5).</summary>
public abstract class PersonneSystemesTests(PostgresServer postgres, DatabaseEngine engine) : SystemesTest(postgres, engine)
{
    private static readonly string[] Markers = [Name, FirstName, Guardian, Mail, Phone, Street, Ine[..10], "777123"];

    [Fact]
    public async Task Nothing_of_any_system_names_her_afterwards_and_what_stays_in_files_is_told()
    {
        await StartAllAsync();
        await ApogeeAsync();
        await ScolarixAsync();
        await FregataAsync();
        // A line that was refused has her dossier's number and nothing else of her.
        await Fregata.PostAsync("validations", FregataApi.Line(Dossier, "sans forme"));
        await Api.AtRestAsync(Lycee.Code);

        var service = Gateway.Services.GetRequiredService<ConservationService>();
        var asked = new DemandePersonne(null, 2026, Dossier, null);
        var export = (await service.ExporterAsync(asked, default)).Export!["etablissements"]!.AsArray();
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
        var kept = Assert.Single(done.Fichiers, file => file.StartsWith(Folder.FullName, StringComparison.Ordinal));
        Assert.Equal(Path.Combine(Folder.FullName, "traites", "retour.csv"), kept);
        Assert.True(File.Exists(kept));
        Assert.NotNull(await Api.GetAsync($"/api/etablissements/{Ecole.Code}/candidats/2026/{Neighbour}"));

        // And leaves with the session.
        await service.CloreAsync(2026, essai: false, "Camille", default);
        Assert.Contains(kept, (await service.PurgerAsync(2026, essai: true, "Camille", default)).Fichiers);
        await service.PurgerAsync(2026, essai: false, "Camille", default);
        Assert.False(File.Exists(kept));
        Assert.Null((await service.PurgerAsync(2026, essai: true, "Camille", default)).Fichiers.FirstOrDefault());
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
