using System.Text;
using System.Text.Json.Nodes;
using static Parcoursup.Gateway.Simulators.Tests.Scolarix.DossierScolarix;

namespace Parcoursup.Gateway.Simulators.Tests.Scolarix;

public sealed class ImportTests
{
    [Fact]
    public async Task The_base_is_purged_and_filled_anew()
    {
        await using var dossier = await StartAsync();
        dossier.Ecrire(1, Ligne(17), Ligne(18), Ligne(19));
        Assert.True(dossier.Simulator.Importer().Reussi);
        dossier.Ecrire(2, Ligne(18), Ligne(20));

        var import = dossier.Simulator.Importer();

        Assert.Equal((true, 2, 2, 1, 2), (import.Reussi, import.Numero, import.Candidats, import.Entres, import.Sortis));
        Assert.Equal("18 20", await dossier.BaseAsync());
    }

    [Fact]
    public async Task The_highest_number_with_a_manifest_is_taken()
    {
        await using var dossier = await StartAsync();
        dossier.Ecrire(3, Ligne(17));
        dossier.Ecrire(4, Ligne(18));
        dossier.Ecrire(12, Ligne(19));
        dossier.Effacer("scolarix_univ-lagune_2026_000012.json");

        Assert.Equal(4, dossier.Simulator.Importer().Numero);
        Assert.Equal("18", await dossier.BaseAsync());
    }

    [Fact]
    public async Task Quotes_and_separators_within_a_value_are_read()
    {
        await using var dossier = await StartAsync();
        dossier.Ecrire(1, Ligne(17, "\"Roux \"\"dit Leroux\"\"; fils\""));
        Assert.True(dossier.Simulator.Importer().Reussi);
        Assert.Equal("Roux \"dit Leroux\"; fils", (await dossier.EtatAsync())["base"]![0]!["NOM"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_snapshot_without_candidates_empties_the_base()
    {
        await using var dossier = await StartAsync();
        dossier.Ecrire(1, Ligne(17));
        dossier.Simulator.Importer();
        dossier.Ecrire(2);
        Assert.Equal((true, 1), (dossier.Simulator.Importer() is { Reussi: var reussi, Sortis: var sortis }) ? (reussi, sortis) : default);
    }

    [Fact]
    public async Task Without_a_snapshot_there_is_nothing_to_import()
    {
        await using var dossier = await StartAsync();
        Assert.Contains("Aucun instantané", dossier.Simulator.Importer().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_snapshot_than_the_one_in_the_base_is_refused()
    {
        await using var dossier = await StartAsync();
        dossier.Ecrire(5, Ligne(17));
        dossier.Simulator.Importer();
        dossier.Effacer("scolarix_univ-lagune_2026_000005.json");
        dossier.Ecrire(4, Ligne(18));
        await RefuseAsync(dossier, "plus ancien");
    }

    public static TheoryData<string, string[]> Lignes() => new()
    {
        { "17 figure deux fois", [Ligne(17), Ligne(17, ine: "")] },
        { "l'INE 000000017AB figure deux fois", [Ligne(17), Ligne(18, ine: "000000017AB")] },
        { "ordre des numéros", [Ligne(18), Ligne(17)] },
        { "2008-02-28", [Ligne(17, date: "2008-02-28")] },
        { "31/02/2008", [Ligne(17, date: "31/02/2008")] },
        { "DATE_NAISSANCE est vide", [Ligne(17, date: "")] },
        { "NOM est vide", [Ligne(17, nom: "")] },
        { "CIVILITE", [Ligne(17, civilite: "Mlle")] },
        { "onze caractères", [Ligne(17, ine: "123")] },
        { "n'est pas un numéro", [Ligne(-1, ine: "")] },
        { "valeurs pour 25 colonnes", [Ligne(17) + ";de trop"] },
        { "guillemet", [Ligne(17, "Roux \"dit Leroux\"")] },
    };

    [Theory]
    [MemberData(nameof(Lignes))]
    public async Task A_wrong_line_refuses_the_whole_file(string raison, string[] lignes)
    {
        await using var dossier = await ImportedAsync();
        dossier.Ecrire(2, lignes);
        await RefuseAsync(dossier, raison);
    }

    public static TheoryData<string, byte[]> Fichiers() => new()
    {
        { "n'est pas en UTF-8", Encoding.Latin1.GetBytes($"{EnTete}\r\n{Ligne(17)}\r\n") },
        { "marque d'ordre", [.. Encoding.UTF8.Preamble, .. Texte(Ligne(17))] },
        { "sans retour chariot", Encoding.UTF8.GetBytes($"{EnTete}\n{Ligne(17)}\n") },
        { "n'est pas terminée", Texte(Ligne(17))[..^2] },
        { "n'a pas d'en-tête", [] },
        { "« PRENOM » au lieu de « NOM »", Encoding.UTF8.GetBytes(EnTete.Replace("NOM;PRENOM;", "PRENOM;NOM;", StringComparison.Ordinal) + "\r\n") },
        { "« aucune » au lieu de « UAI_ORIGINE »", Encoding.UTF8.GetBytes(EnTete.Replace(";UAI_ORIGINE", "", StringComparison.Ordinal) + "\r\n") },
        { "« VOEU » au lieu de « aucune »", Encoding.UTF8.GetBytes(EnTete + ";VOEU\r\n") },
    };

    [Theory]
    [MemberData(nameof(Fichiers))]
    public async Task A_wrong_encoding_header_or_line_end_refuses_the_file(string raison, byte[] octets)
    {
        await using var dossier = await ImportedAsync();
        dossier.Ecrire(2, octets);
        await RefuseAsync(dossier, raison);
    }

    [Fact]
    public async Task A_truncated_file_is_refused()
    {
        await using var dossier = await ImportedAsync();
        dossier.Ecrire(2, Texte(Ligne(17)), m => m["octets"] = 9999);
        await RefuseAsync(dossier, "tronqué");
    }

    [Fact]
    public async Task A_wrong_checksum_is_refused()
    {
        await using var dossier = await ImportedAsync();
        dossier.Ecrire(2, Texte(Ligne(17)), m => m["sha256"] = new string('0', 64));
        await RefuseAsync(dossier, "SHA-256");
    }

    [Fact]
    public async Task A_wrong_count_is_refused()
    {
        await using var dossier = await ImportedAsync();
        dossier.Ecrire(2, Texte(Ligne(17)), candidats: 2);
        await RefuseAsync(dossier, "le manifeste en annonce 2");
    }

    [Theory]
    [InlineData("etablissement", "\"autre\"")]
    [InlineData("session", "2025")]
    [InlineData("instantane", "7")]
    [InlineData("encodage", "\"ISO-8859-15\"")]
    [InlineData("separateur", "\",\"")]
    [InlineData("entete", "false")]
    [InlineData("formatDate", "\"yyyy-MM-dd\"")]
    [InlineData("genereLe", "\"hier\"")]
    [InlineData("fichier", "\"../autre.csv\"")]
    [InlineData("candidats", "\"beaucoup\"")]
    [InlineData("inconnu", "1")]
    [InlineData("sha256", null)]
    public async Task A_manifest_that_does_not_fit_is_refused(string champ, string? valeur)
    {
        await using var dossier = await ImportedAsync();
        dossier.Ecrire(2, Texte(Ligne(17)), m =>
        {
            if (valeur is null) m.Remove(champ);
            else m[champ] = JsonNode.Parse(valeur);
        });
        await RefuseAsync(dossier, champ);
    }

    private static async Task<DossierScolarix> ImportedAsync()
    {
        var dossier = await StartAsync();
        dossier.Ecrire(1, Ligne(41), Ligne(42));
        Assert.True(dossier.Simulator.Importer().Reussi);
        return dossier;
    }

    private static async Task RefuseAsync(DossierScolarix dossier, string raison)
    {
        var avant = await dossier.BaseAsync();
        var import = dossier.Simulator.Importer();

        Assert.False(import.Reussi);
        Assert.Contains(raison, import.Message, StringComparison.Ordinal);
        Assert.Equal(avant, await dossier.BaseAsync());
        Assert.Equal(import.Message, (await dossier.EtatAsync())["imports"]!.AsArray()[^1]!["message"]!.GetValue<string>());
    }
}
