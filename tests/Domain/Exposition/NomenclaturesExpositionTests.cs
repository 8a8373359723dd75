using Parcoursup.Gateway.Domain.Exposition;
using static Parcoursup.Gateway.Domain.Tests.Exposition.Monde;
using TypeCode = Parcoursup.Gateway.Domain.Exposition.TypeCode;

namespace Parcoursup.Gateway.Domain.Tests.Exposition;

/// <summary>What the nomenclatures are asked for.</summary>
public class NomenclaturesExpositionTests
{
    private static readonly NomenclaturesExposition Vides = new(new TablesNomenclature());

    [Fact]
    public void Without_tables_nothing_is_known_and_every_source_is_closed()
    {
        Assert.All(Enum.GetValues<SourceCode>(), source => Assert.False(Vides.Ouverte(source)));
        Assert.False(Vides.AUnPerimetre || Vides.AUneListeDUai || Vides.ConnaitCfd(Bts) || Vides.ConnaitSise("2500249") || Vides.ConnaitUai(Uai));
        Assert.Null(Vides.Dedans("BTS - PRODUCTION", "App."));
        Assert.Null(Vides.AcademieDe(Uai));
        Assert.Null(Vides.PremiereSortie(Bts));
        Assert.Empty(Vides.EncodagesDe("900").Concat(Vides.MeresDe(Uai)));
    }

    public static TheoryData<TablesNomenclature, SourceCode[]> Ouvertures => new()
    {
        { new() { Diplomes = [] }, [SourceCode.Cfd] },
        { new() { Mefs = [] }, [SourceCode.Cfd, SourceCode.Mef] },
        { new() { Sises = [] }, [SourceCode.Sise] },
        { new() { CertifInfo = [] }, [SourceCode.Rncp, SourceCode.Ideo] },
        { new() { Rco = [] }, [SourceCode.Rco] },
        { new() { Encodages = [] }, [SourceCode.Encodage] },
    };

    [Theory]
    [MemberData(nameof(Ouvertures))]
    public void A_table_opens_its_sources(TablesNomenclature tables, SourceCode[] ouvertes)
    {
        var nomenclatures = new NomenclaturesExposition(tables);

        Assert.Equal(ouvertes, Enum.GetValues<SourceCode>().Where(nomenclatures.Ouverte));
    }

    [Theory]
    [InlineData(TypeCode.Cfd, Bts, true)]
    [InlineData(TypeCode.Cfd, "99999999", false)]
    [InlineData(TypeCode.Sise, "2500249", true)]
    [InlineData(TypeCode.Sise, "9999999", false)]
    [InlineData(TypeCode.Mef11, "31112011622", true)]
    [InlineData(TypeCode.Mef11, "99999999999", false)]
    public void A_code_is_known_by_the_table_of_its_kind(TypeCode type, string valeur, bool connu) =>
        Assert.Equal(connu, Toutes.Connait(new CodeCertification(type, valeur)));

    [Theory]
    [InlineData("40", true)]
    [InlineData("41", true)]
    [InlineData("42", true)]
    [InlineData("43", true)]
    [InlineData("44", true)]
    [InlineData("28", false)]
    public void Overseas_is_covered_badly_unless_a_table_says_otherwise(string academie, bool mal)
    {
        Assert.Equal(mal, Toutes.EstMalCouverte(academie));
        Assert.Equal(academie == "28", new NomenclaturesExposition(new() { AcademiesMalCouvertes = ["28"] }).EstMalCouverte(academie));
    }

    [Theory]
    [InlineData("BTS - PRODUCTION", "App.", true)]
    [InlineData("BTS - PRODUCTION", "Sco.", false)]
    [InlineData("BUT", "App.", false)]
    public void A_type_of_diploma_is_in_scope_or_not(string type, string filiere, bool dedans) => Assert.Equal(dedans, Toutes.Dedans(type, filiere));

    [Fact]
    public void A_scope_that_stands_twice_is_one_where_one_of_the_two_says_so()
    {
        LignePerimetre[] twice = [new("bts  x", "App.", true), new("BTS X", "App.", false)];

        Assert.True(new NomenclaturesExposition(new() { Perimetre = twice }).Dedans("BTS X", "App."));
        Assert.True(new NomenclaturesExposition(new() { Perimetre = [.. twice.Reverse()] }).Dedans("BTS X", "App."));
    }

    [Fact]
    public void Somebody_leaves_a_certification_first_when_its_shortest_course_has_ended()
    {
        TablesNomenclature tables = new()
        {
            Diplomes = [new("A", new(2020, 9, 1), [], []), new("A", new(2018, 9, 1), [], []), new("A", null, [], []), new("B", null, [], []), new("C", new(2019, 9, 1), [], [])],
            Mefs =
            [
                new("1", null, "A", null, 3, 1, new(2000, 9, 1)), new("2", null, "A", null, 2, 1, null), new("3", null, "B", null, null, 1, new(2021, 9, 1)),
                new("4", null, "B", null, 1, 1, new(2022, 9, 1)), new("5", null, "D", null, 2, 1, null),
            ],
        };
        TablesNomenclature reversed = tables with { Diplomes = [.. tables.Diplomes!.Reverse()] };

        foreach (var nomenclatures in (NomenclaturesExposition[])[new(tables), new(reversed)])
            Assert.Equal([2020, 2022, 2019, null, null], ((string[])["A", "B", "C", "D", "E"]).Select(nomenclatures.PremiereSortie));
    }

    [Fact]
    public void Of_an_UAI_that_stands_twice_an_academie_that_is_known_counts()
    {
        Assert.True(new NomenclaturesExposition(new() { Uais = [new(Uai, null)] }).ConnaitUai(Uai));
        LigneUai[] twice = [new(Uai, null), new(Uai, "24")];

        Assert.Equal("24", new NomenclaturesExposition(new() { Uais = twice }).AcademieDe(Uai));
        Assert.Equal("24", new NomenclaturesExposition(new() { Uais = [.. twice.Reverse()] }).AcademieDe(Uai));
    }

    [Fact]
    public void Mothers_and_encodings_come_once_each_in_one_order() => Assert.Equal(
        ["A", "B"], new NomenclaturesExposition(new() { Meres = [new(Uai, "B"), new(Uai, "A"), new(Uai, "B")] }).MeresDe(Uai));

    [Theory]
    [InlineData(2, 2, true)]
    [InlineData(1, 2, false)]
    [InlineData(0, 0, false)]
    [InlineData(null, null, false)]
    public void The_last_year_of_a_course_is_the_one_of_its_duration(int? annee, int? duree, bool finale) =>
        Assert.Equal(finale, new LigneMef("1", null, null, null, duree, annee, null).EstFinale);
}
