using Parcoursup.Gateway.Domain.Nomenclatures;

namespace Parcoursup.Gateway.Domain.Tests.Nomenclatures;

/// <summary>Rule C3.</summary>
public class NomenclaturesTests
{
    private static readonly IReadOnlyDictionary<string, string> Pays = NomenclaturesParDefaut.Tables[TablesNomenclature.Pays];

    [Fact]
    public void Every_country_has_two_capitals_and_three_digits() =>
        Assert.All(Pays, p =>
        {
            Assert.Matches("^[A-Z]{2}$", p.Key);
            Assert.Matches("^[1-5][0-9]{2}$", p.Value);
        });

    [Fact]
    public void No_two_countries_share_a_code_except_overseas_France()
    {
        var shared = Pays.GroupBy(p => p.Value, p => p.Key).Where(g => g.Count() > 1).ToList();

        var france = Assert.Single(shared);
        Assert.Equal("100", france.Key);
        Assert.Equal(["BL", "FR", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"], france.Order());
    }

    [Theory]
    [InlineData("FR", "100")]
    [InlineData("RE", "100")]
    [InlineData("DZ", "352")]
    [InlineData("MA", "350")]
    [InlineData("CH", "140")]
    [InlineData("KP", "238")]
    [InlineData("KR", "239")]
    [InlineData("SS", "349")]
    [InlineData("PS", "261")]
    [InlineData("XK", "157")]
    public void A_known_country_has_the_code_of_INSEE(string iso, string code) => Assert.Equal(code, Tables([]).Code(TablesNomenclature.Pays, iso));

    [Fact]
    public void The_table_has_room_for_every_sovereign_state_and_overseas_France() => Assert.True(Pays.Count >= 193 + 13, $"{Pays.Count} countries");

    [Theory]
    [InlineData("pays", " fr ", "100")]
    [InlineData("PAYS", "Fr", "100")]
    [InlineData("mentionBac", "tb", "TB")]
    [InlineData("pays", "ZZ", null)]
    [InlineData("pays", "", null)]
    [InlineData("pays", null, null)]
    [InlineData("inconnue", "FR", null)]
    [InlineData("serieBac", "Générale", null)] // nothing is shipped: every Apogée has its own
    public void Tables_and_values_match_without_regard_to_case_and_an_unknown_one_gives_nothing(string table, string? value, string? expected) =>
        Assert.Equal(expected, Tables([]).Code(table, value));

    [Fact]
    public void The_entries_of_the_etablissement_come_first_and_the_others_stay()
    {
        var tables = Tables(new() { ["Pays"] = new Dictionary<string, string> { ["fr"] = "999", ["France"] = "100" }, ["serieBac"] = new Dictionary<string, string> { ["Générale"] = "NBGE" } });

        Assert.Equal("999", tables.Code(TablesNomenclature.Pays, "FR"));
        Assert.Equal("100", tables.Code(TablesNomenclature.Pays, "FRANCE"));
        Assert.Equal("109", tables.Code(TablesNomenclature.Pays, "DE"));
        Assert.Equal("NBGE", tables.Code(TablesNomenclature.SerieBac, "générale"));
    }

    [Fact]
    public void One_etablissement_does_not_change_the_tables_of_another()
    {
        _ = Tables(new() { ["pays"] = new Dictionary<string, string> { ["FR"] = "999" } });

        Assert.Equal("100", Tables([]).Code(TablesNomenclature.Pays, "FR"));
    }

    [Fact]
    public void The_four_mentions_are_shipped_as_they_are() => Assert.Equal(
        ["P", "AB", "B", "TB"], ((string[])["p", "ab", "b", "tb"]).Select(m => Tables([]).Code(TablesNomenclature.MentionBac, m)));

    [Fact]
    public void A_table_is_there_when_it_is_shipped_or_filled_and_four_are_looked_up_in_any_case()
    {
        var tables = Tables(new() { ["serieBac"] = new Dictionary<string, string>() });

        Assert.True(tables.Has("PAYS"));
        Assert.True(tables.Has("seriebac"));
        Assert.False(Tables([]).Has("serieBac"));
        Assert.Equal(["serieBac", "mentionBac", "pays", "departement"], TablesNomenclature.Connues);
    }

    private static TablesNomenclature Tables(Dictionary<string, IReadOnlyDictionary<string, string>> own) => new(own);
}
