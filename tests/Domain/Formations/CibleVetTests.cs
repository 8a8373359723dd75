using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Tests.Support;

namespace Parcoursup.Gateway.Domain.Tests.Formations;

public class CibleVetTests
{
    public static readonly TheoryData<string, CibleVet, Reponse, string?> Rows = new()
    {
        { "complete", Faits.Oui, Reponse.Oui, null },
        { "complete Oui si", Faits.OuiSi3, Reponse.OuiSi3Ans, null },
        { "no CGE", Faits.Oui with { CodCge = " " }, Reponse.Oui, "codCge" },
        { "no étape", Faits.Oui with { CodEtp = "" }, Reponse.Oui, "codEtp" },
        { "no version", Faits.Oui with { CodVrsVet = 0 }, Reponse.Oui, "codVrsVet" },
        { "VDI in full", Faits.Oui with { CodDip = "LINFO", CodVrsVdi = 101 }, Reponse.Oui, null },
        { "diploma without version", Faits.Oui with { CodDip = "LINFO" }, Reponse.Oui, "codVrsVdi" },
        { "version without diploma", Faits.Oui with { CodVrsVdi = 101 }, Reponse.Oui, "codDip" },
        { "Oui si in 3 years without category", Faits.Oui, Reponse.OuiSi3Ans, "codCatOuiSi" },
        { "Oui si in 4 years without category", Faits.Oui, Reponse.OuiSi4Ans, "codCatOuiSi" },
        { "Oui si without motive", Faits.OuiSi3 with { MtfCat = null, CursusAmenage = null }, Reponse.OuiSi3Ans, null },
    };

    [Theory, MemberData(nameof(Rows), DisableDiscoveryEnumeration = true)]
    public void The_missing_field_is_named(string row, CibleVet cible, Reponse reponse, string? missing) =>
        Assert.True(missing == cible.ChampManquant(reponse), row);

    [Fact]
    public void Two_targets_with_the_same_key_are_one_VET() => Assert.Equal(Faits.Oui.Vet, (Faits.Oui with { CodDip = "X", NumCls = 3, CodCatOuiSi = "OS3" }).Vet);

    [Fact]
    public void The_CGE_and_the_version_are_part_of_the_key()
    {
        Assert.NotEqual(Faits.Oui.Vet, (Faits.Oui with { CodCge = "DRT" }).Vet);
        Assert.NotEqual(Faits.Oui.Vet, (Faits.Oui with { CodVrsVet = 102 }).Vet);
    }

    [Fact]
    public void VETs_are_ordered_by_CGE_then_etape_then_version()
    {
        Vet[] sorted = [new("A", "Z", 9), new("B", "A", 9), new("B", "B", 1), new("B", "B", 2), new("B", "B", 10), new("B", "a", 1)];

        Assert.Equal(sorted, sorted.Reverse().Order());
    }

    [Fact]
    public void The_mapping_lists_the_answers_that_are_set_up() =>
        Assert.Equal(
            [(Reponse.Oui, Faits.Oui), (Reponse.OuiSi4Ans, Faits.OuiSi4)],
            (Faits.Formation with { OuiSi3Ans = null }).Cibles());

    [Fact]
    public void A_target_that_nobody_has_filled_in_lacks_everything_in_turn()
    {
        Assert.Equal("codCge", new CibleVet().ChampManquant(Reponse.Oui));
        Assert.Equal("codEtp", new CibleVet { CodCge = "SCI" }.ChampManquant(Reponse.Oui));
        Assert.Equal("codVrsVet", new CibleVet { CodCge = "SCI", CodEtp = "L1" }.ChampManquant(Reponse.Oui));
        Assert.Null(new CibleVet { CodCge = "SCI", CodEtp = "L1", CodVrsVet = 1 }.ChampManquant(Reponse.Oui));
        Assert.All(["", " "], nothing => Assert.Equal((null, "codDip"),
            ((Faits.Oui with { CodDip = nothing }).ChampManquant(Reponse.Oui), (Faits.Oui with { CodDip = nothing, CodVrsVdi = 1 }).ChampManquant(Reponse.Oui))));
    }

    [Fact]
    public void A_boarder_has_the_regime_of_boarders_in_Fregata()
    {
        var cible = new CibleFregata { Regime = "externe", RegimeInternat = "interne" };

        Assert.Equal(("interne", "externe"), (cible.RegimeDe(internat: true), cible.RegimeDe(internat: false)));
    }

    [Fact]
    public void A_VET_is_called_by_its_etape_version_and_CGE() => Assert.Equal("L1INFO-101 (CGE SCI)", Faits.Oui.Vet.ToString());
}
