using System.Text.Json;
using Parcoursup.Gateway.Demo.Scenario.Catalogue;

namespace Parcoursup.Gateway.Demo.Tests.Scenario;

/// <summary>The generated catalogue: the same for a seed, in real proportions, with the traps that the oracle must see through.</summary>
public sealed class GenerateurOffresTests
{
    private static readonly List<OffreFormation> Offres = [.. new GenerateurOffres(7, 2025).Generer(3000)];

    [Fact]
    public void A_larger_catalogue_begins_with_the_smaller_one()
    {
        var autres = new GenerateurOffres(7, 2025).Generer(4000).Take(3000).ToList();

        Assert.Equal(Offres.Select(Texte), autres.Select(Texte));
        Assert.NotEqual(Texte(Offres[0]), Texte(new GenerateurOffres(8, 2025).Une(0)));
    }

    [Fact]
    public void Every_key_is_given_once()
    {
        Assert.Equal(70_000, new GenerateurOffres(7, 2025).Generer(70_000).Select(o => o.Cle).Distinct().Count());
    }

    [Fact]
    public void Every_level_diploma_and_académie_is_there_in_its_proportion()
    {
        Assert.Equal(1000, Diplome.Tous.Sum(d => d.Poids));
        Assert.Equal(30, Offres.Select(o => o.Academie).Distinct().Count());
        foreach (var diplome in Diplome.Tous)
            Assert.InRange(Offres.Count(o => o.Diplome == diplome.Libelle), diplome.Poids * 3 / 2, diplome.Poids * 9 / 2 + 10);
    }

    [Fact]
    public void Every_trap_is_set()
    {
        // A diploma by law whose CFD has closed, beside an active sheet.
        Assert.Contains(Offres, o => o.InscritDeDroit && o.CfdFermeture == new DateOnly(2024, 8, 31) && o.RncpActif && o.RncpFin?.Year == 2028);
        Assert.Contains(Offres, o => o.CfdFermeture == new DateOnly(2026, 8, 31));
        Assert.Contains(Offres, o => o.CfdFermeture == new DateOnly(2026, 9, 1));
        Assert.Contains(Offres, o => o.RncpCode is null);
        Assert.Contains(Offres, o => !o.CataloguePublished && o.Forcee);
        Assert.Contains(Offres, o => o.Sessions.Count == 0);
        // One session before the first bound and one after the last.
        Assert.Contains(Offres, o => o.Sessions.SequenceEqual([new DateOnly(2026, 7, 31), new DateOnly(2027, 8, 1)]));
        Assert.Contains(Offres, o => o.Uai.Length == 0);
        Assert.Contains(Offres, o => o.CfdEntree is not null);
    }

    [Fact]
    public void Rules_of_every_kind_are_there_for_any_number()
    {
        var regles = Perimetre.Generer(60, 7);

        Assert.Equal(60, regles.Select(r => r.Id).Distinct().Count());
        Assert.Contains(regles, r => r.Interdit);
        Assert.Contains(regles, r => r.Supprimee);
        Assert.Contains(regles, r => r.Plateforme != "parcoursup");
        Assert.Contains(regles, r => r.Academies.Count > 0 && r.Statut == ReglePerimetre.Recteur);
        Assert.Equal(5, regles.Select(r => r.Statut).Distinct().Count());
        var plus = Perimetre.Generer(240, 7);
        Assert.Contains(plus, r => r.Academie is not null);
        Assert.Contains(plus, r => r.Annee is not null);
        Assert.Contains(plus, r => r.Condition?.Criteres.Any(c => c.Operateur == "regexp") == true);
        Assert.All(plus, r => Assert.True(r.Statut == ReglePerimetre.Recteur || r.Academies.Count == 0));
    }

    [Fact]
    public void Both_forms_of_the_feed_say_the_same_in_several_ways()
    {
        var dossier = Directory.CreateTempSubdirectory();
        try
        {
            var (lignes, csv) = (Path.Combine(dossier.FullName, "f.jsonl"), Path.Combine(dossier.FullName, "f.csv"));
            EcritureFlux.EcrireLignes(lignes, Offres);
            EcritureFlux.EcrireCsv(csv, Offres);

            var texte = File.ReadAllLines(lignes);
            Assert.Equal(Offres.Count, texte.Length);
            var objets = texte.Select(l => JsonSerializer.Deserialize<JsonElement>(l)).ToList();
            Assert.Equal(Offres.Select(o => o.Cle), objets.Select(o => o.GetProperty("cle_ministere_educatif").GetString()));
            // Absent, null and empty are the same thing; the feed has all three.
            Assert.Contains(objets, o => !o.TryGetProperty("rncp_code", out _));
            Assert.Contains(objets, o => o.TryGetProperty("rncp_code", out var code) && code.ValueKind == JsonValueKind.Null);
            Assert.Contains(objets, o => o.TryGetProperty("rncp_code", out var code) && code.ValueKind == JsonValueKind.String && code.GetString() == "");
            // Days begin at 22 or 23 hours of the day before.
            Assert.Contains(texte, l => l.Contains("T22:00:00.000Z", StringComparison.Ordinal));
            Assert.Contains(texte, l => l.Contains("\"num_academie\":\"01\"", StringComparison.Ordinal));
            Assert.Equal(Offres.Count + 1, File.ReadAllLines(csv).Length);
        }
        finally
        {
            dossier.Delete(recursive: true);
        }
    }

    private static string Texte(OffreFormation offre) => JsonSerializer.Serialize(offre);
}
