using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Candidats;

namespace Parcoursup.Gateway.Tests.Adapters.Fregata;

/// <summary>Seed 002 counts 20 candidates and 34 guardians: a guardian given twice within a candidature counts once.</summary>
public sealed class ResponsablesUniquesTests
{
    [Theory]
    [InlineData("Lefèvre", "Jean-Paul", "LEFEVRE", "Jean Paul")]
    [InlineData("  Lefèvre ", "Zoé", "lefevre", "zoe")]
    [InlineData("d'Été", "Anne", "D’ETE", "ANNE")]
    [InlineData("Cœur", "Luc", "COEUR", "Luc")]
    public void Case_accents_blanks_and_hyphens_make_nobody_another_person(string nom, string prenom, string otherNom, string otherPrenom) =>
        Assert.Single(ResponsablesUniques.De([Named(nom, prenom), Named(otherNom, otherPrenom)]));

    [Theory]
    [InlineData("Lefèvre", "Paul", "Lefèvre", "Paule")]
    [InlineData("Lefèvre", "Paul", "Lefort", "Paul")]
    [InlineData("Lefèvre", "Paul", "Lefèvre", null)]
    public void Another_name_is_another_person(string nom, string prenom, string otherNom, string? otherPrenom) =>
        Assert.Equal(2, ResponsablesUniques.De([Named(nom, prenom), Named(otherNom, otherPrenom)]).Count);

    [Fact]
    public void The_fuller_data_stay_and_take_what_only_the_other_has()
    {
        var kept = Assert.Single(ResponsablesUniques.De(
        [
            Named("LEFEVRE", "PAUL") with { Tel = "0611111111" },
            Named("Lefèvre", "Paul") with { Mail = "paul@example.org", Adresse = new Adresse { Ligne1 = "1 rue", CodePostal = "73000" } },
        ]));

        Assert.Equal(("Lefèvre", "0611111111", "paul@example.org", "73000"), (kept.Nom, kept.Tel, kept.Mail, kept.Adresse.CodePostal));
    }

    [Fact]
    public void Two_addresses_are_never_mixed()
    {
        var kept = Assert.Single(ResponsablesUniques.De(
        [
            Named("A", "B") with { Adresse = new Adresse { Ligne1 = "1 rue", CodePostal = "73000", LibelleCommune = "Chambéry" } },
            Named("A", "B") with { Mail = "m", Tel = "t", Adresse = new Adresse { Ligne2 = "Bât. C" } },
        ]));

        Assert.Equal(("1 rue", (string?)null), (kept.Adresse.Ligne1, kept.Adresse.Ligne2));
    }

    [Fact]
    public void Somebody_without_name_is_known_by_how_he_is_reached_and_nobody_is_nobody()
    {
        var kept = ResponsablesUniques.De(
        [
            new ResponsableLegal { Mail = "P@example.org" }, new ResponsableLegal { Mail = "p@example.org", Tel = "06" },
            new ResponsableLegal { Tel = "07" }, new ResponsableLegal { Adresse = new Adresse { CodePays = "FR" } },
        ]);
        Assert.Equal(2, kept.Count);
    }

    [Property]
    public Property Doing_it_again_changes_nothing() => Prop.ForAll(Guardians.ToArbitrary(), given =>
    {
        var once = ResponsablesUniques.De(given);
        return ResponsablesUniques.De(once).SequenceEqual(once);
    });

    [Property]
    public Property Neither_the_order_nor_a_repetition_changes_how_many_they_are() => Prop.ForAll(Guardians.ToArbitrary(), given =>
    {
        var count = ResponsablesUniques.De(given).Count;
        return ResponsablesUniques.De(given.Reverse()).Count == count && ResponsablesUniques.De([.. given, .. given]).Count == count && count <= given.Length;
    });

    [Property]
    public Property No_mail_and_no_telephone_is_invented_or_lost_with_its_person() => Prop.ForAll(Guardians.ToArbitrary(), given =>
    {
        var kept = ResponsablesUniques.De(given);
        return kept.All(k => (k.Mail is null || given.Any(g => g.Mail == k.Mail)) && (k.Tel is null || given.Any(g => g.Tel == k.Tel)))
            && given.Any(g => g.Nom is not null && g.Mail is not null) == kept.Any(k => k.Nom is not null && k.Mail is not null);
    });

    private static ResponsableLegal Named(string nom, string? prenom) => new() { Nom = nom, Prenom = prenom };

    private static readonly Gen<ResponsableLegal[]> Guardians = (
        from nom in Gen.Elements<string?>(null, "Lefèvre", "LEFEVRE", "Durand", "durand ", "d'Été")
        from prenom in Gen.Elements<string?>(null, "Paul", "PAUL", "Zoé", "zoe")
        from mail in Gen.Elements<string?>(null, "a@example.org", "b@example.org")
        from tel in Gen.Elements<string?>(null, "06", "07")
        from line in Gen.Elements<string?>(null, "1 rue")
        select new ResponsableLegal { Nom = nom, Prenom = prenom, Mail = mail, Tel = tel, Adresse = new Adresse { Ligne1 = line } }).ArrayOf(4);
}
