using Parcoursup.Gateway.Domain.Catalogue;
using static Parcoursup.Gateway.Domain.Tests.Catalogue.Formations;

namespace Parcoursup.Gateway.Domain.Tests.Catalogue;

/// <summary>What every rule asks, one condition after the other.</summary>
public class ConditionsCommunesTests
{
    [Fact]
    public void A_formation_that_meets_all_of_them_is_excluded_by_none() => Assert.Empty(Evaluer(Bonne()).Exclusions);

    [Theory]
    [InlineData("3 - Inscrit de droit", false, "ACTIVE", false, true)]
    [InlineData("3 - Inscrit de droit", true, "ACTIVE", false, false)] // an active sheet beside a CFD that is over is not enough
    [InlineData("3 - Inscrit de droit", false, "INACTIVE", true, true)]
    [InlineData("1 - Autre", true, "ACTIVE", false, true)]
    [InlineData("1 - Autre", false, "INACTIVE", false, false)]
    [InlineData("1 - Autre", false, "ACTIVE", true, false)]
    [InlineData("1 - Autre", false, null, false, false)]
    [InlineData(null, true, "ACTIVE", false, true)]
    public void The_CFD_decides_what_is_registered_by_law_and_the_sheet_decides_otherwise(
        string? registered, bool cfdOver, string? sheet, bool sheetOver, bool current)
    {
        var formation = Bonne() with
        {
            InscritRncp = registered, CfdPerime = cfdOver, RncpCode = "RNCP35185", RncpActif = sheet, RncpPerime = sheetOver,
        };

        Assert.Equal(current, Criteres(formation).All(c => c != "certification"));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Without_a_sheet_the_CFD_decides(bool over, bool current) => Assert.Equal(current,
        Criteres(Bonne() with { InscritRncp = null, CfdPerime = over }).Length == 0);

    [Fact]
    public void A_BTS_whose_CFD_closed_in_2024_is_out_although_its_sheet_is_active_to_2028()
    {
        var formation = Bonne() with
        {
            CfdPerime = true, CfdFermeture = new(2024, 8, 31), RncpCode = "RNCP1", RncpActif = "ACTIVE", RncpFin = new(2028, 8, 31),
        };

        var found = Evaluer(formation);

        Assert.Equal(StatutCatalogue.NonPubliable, found.Statut);
        Assert.Equal(["certification", "date"], found.Exclusions.Select(e => e.Critere));
        Assert.Contains("31/08/2024", found.Exclusions[1].Motif, StringComparison.Ordinal);
        Assert.Contains("31/08/2026", found.Exclusions[1].Motif, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-02-12", "2026-08-31", false)]
    [InlineData("2026-02-12", "2026-09-01", true)]
    [InlineData("2026-09-30", "2026-09-01", true)]
    [InlineData("2026-10-01", "2026-09-01", false)] // from October on, the next year counts
    [InlineData("2026-10-01", "2027-08-31", false)]
    [InlineData("2026-10-01", "2027-09-01", true)]
    [InlineData("2026-02-12", null, true)]
    public void It_must_end_after_the_31st_of_August_or_never(string night, string? end, bool passes)
    {
        var formation = Bonne() with { CfdFermeture = end is null ? null : DateOnly.Parse(end, null) };

        Assert.Equal(passes, ConditionsCommunes.Exclusions(formation, new(DateOnly.Parse(night, null), 2025)).Count == 0);
    }

    [Fact]
    public void The_end_is_that_of_the_sheet_where_the_sheet_decides() => Assert.Equal(["date"], Criteres(Bonne() with
    {
        InscritRncp = null, RncpCode = "RNCP1", RncpActif = "ACTIVE", RncpFin = new(2026, 8, 31),
    }));

    [Theory]
    [InlineData("1", true)]
    [InlineData("9", true)]
    [InlineData("X", true)]
    [InlineData("x", true)]
    [InlineData("", false)]
    [InlineData("2", false)]
    [InlineData(null, false)]
    public void Only_the_years_1_9_and_X_are_taken(string? year, bool passes) =>
        Assert.Equal(passes, Criteres(Bonne() with { Annee = year }).Length == 0);

    [Theory]
    [InlineData(true, true, false, true)]
    [InlineData(true, false, true, true)] // forced
    [InlineData(true, false, false, false)]
    [InlineData(false, true, true, false)] // forcing does not replace the feed
    public void It_is_in_the_feed_and_in_the_regulatory_catalogue_or_forced_into_it(bool feed, bool catalogue, bool forced, bool passes) =>
        Assert.Equal(passes, Criteres(Bonne() with { Published = feed, CataloguePublished = catalogue, ForcedPublished = forced }).Length == 0);

    [Fact]
    public void What_the_last_import_did_not_name_is_out_of_the_feed() => Assert.Equal(["flux"], Criteres(Bonne() with { Presente = false }));

    [Fact]
    public void What_was_replaced_is_out() => Assert.Equal(["remplacement"], Criteres(Bonne() with { RemplaceePar = "N" }));

    [Theory]
    [InlineData("2026-08-01", true)]
    [InlineData("2027-07-31", true)]
    [InlineData("2026-07-31", false)]
    [InlineData("2027-08-01", false)]
    [InlineData("2026-07-31 2027-08-01", false)] // one before and one after make no session within
    [InlineData("2025-09-01 2026-09-01", true)]
    [InlineData("", false)]
    public void One_and_the_same_session_begins_within_both_bounds(string sessions, bool passes)
    {
        var formation = Bonne() with
        {
            Sessions = [.. sessions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => DateOnly.Parse(s, null))],
        };

        Assert.Equal(passes, Criteres(formation).Length == 0);
    }

    [Theory]
    [InlineData("2026-08-31T22:00:00.000Z", "2026-09-01")]
    [InlineData("2026-01-31T23:00:00Z", "2026-02-01")]
    [InlineData("2026-09-01", "2026-09-01")]
    [InlineData("2026-09-01T00:00:00", "2026-09-01")]
    [InlineData("2026-09-01T00:00:00+02:00", "2026-09-01")]
    [InlineData("01/09/2026", "2026-09-01")]
    public void A_day_is_that_of_Paris_whatever_the_feed_writes(string text, string day)
    {
        Assert.True(JourCivil.TryParse(text, out var read));
        Assert.Equal(DateOnly.Parse(day, null), read);
    }

    private static string[] Criteres(FormationCatalogue formation) => [.. Evaluer(formation).Exclusions.Select(e => e.Critere)];
}
