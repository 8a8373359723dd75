using FsCheck;
using FsCheck.Fluent;
using Parcoursup.Gateway.Domain.Tests.Support;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Tests.Valeurs;

/// <summary>Rules A5 and K2: when two records may be one person, and when they cannot.</summary>
public class IdentitePersonneTests
{
    private static readonly DateOnly Day = new(2007, 5, 5);

    [Theory]
    [InlineData("Béranger", "Maël", "BERANGER", "MAEL", true)]
    [InlineData("de la Tour", "Anne-Lise", "LATOUR", "anne lise", false)]
    [InlineData("de la Tour", "Anne-Lise", "TOUR", "anne lise", true)]
    [InlineData("D'Almeida", "Zoe\u0301", "ALMEIDA", "ZOÉ", true)]
    [InlineData("Van der Straßen", "Œlla", "STRASSEN", "OELLA", true)]
    [InlineData("Le", "An", "LE", "AN", true)]
    [InlineData("Martin", "Anne", "Martin", "Annie", false)]
    public void One_person_has_one_key_in_all_spellings(string nom, string prenom, string otherNom, string otherPrenom, bool same) =>
        Assert.Equal(same, new IdentitePersonne(nom, prenom, Day).Cle == new IdentitePersonne(otherNom, otherPrenom, Day).Cle);

    [Fact]
    public void Too_little_is_known_without_name_or_birth_date()
    {
        Assert.Null(new IdentitePersonne("Martin", "Anne", null).Cle);
        Assert.Null(new IdentitePersonne(null, "Anne", Day).Cle);
        Assert.Null(new IdentitePersonne("Martin", "\u200B", Day).Cle);
    }

    [Theory]
    [InlineData("Barbier", "Emma", "2008-02-01", "Barbier", "Nicolas", "2006-02-01", true)]
    [InlineData("Barbier", "Emma", "2008-02-01", "Barbier", "Nicolas", "2008-02-01", false)]
    [InlineData("Barbier", "Emma", "2008-02-01", "BARBIER", "Émma", "2006-02-01", false)]
    [InlineData("Barbier", "Emma", "2008-02-01", "Barbier-Roux", "Emma Louise", "2006-02-01", false)]
    [InlineData("Barbier", "Emma", "2008-02-01", "Roux", "Nicolas", null, false)]
    [InlineData("Barbier", "Emma", "2008-02-01", null, null, "2006-02-01", false)]
    public void Two_cannot_be_one_when_names_and_birth_dates_differ(
        string? nom, string? prenom, string? naissance, string? otherNom, string? otherPrenom, string? otherNaissance, bool impossible)
    {
        var (one, other) = (new IdentitePersonne(nom, prenom, Date(naissance)), new IdentitePersonne(otherNom, otherPrenom, Date(otherNaissance)));
        Assert.Equal((impossible, impossible), (one.NePeutEtre(other), other.NePeutEtre(one)));
    }

    [Theory]
    [InlineData("Lefèvre", "Zoé", "2008-01-05", "LEFEVRE", "ZOE", "2008-01-05", true)]
    [InlineData("Lefèvre", "Zoé", "2008-01-05", "LEFEVRE", "ZOE", "1999-03-12", false)]
    [InlineData("Lefèvre", "Zoé", "2008-01-05", "LEFEVRE", "ZOE", null, true)]
    [InlineData("Lefèvre", "Zoé", "2008-01-05", "Lefèvre-Roux", "Zoé Marie", "2008-01-05", true)]
    [InlineData("Lefèvre", "Zoé", "2008-01-05", "Lefèvre-Roux", "Zoé", null, false)]
    [InlineData("Lefèvre", "Zoé", "2008-01-05", "LEFEVRE", "LEA", "2008-01-05", false)]
    [InlineData("Li", "Na", "2008-01-05", "Lina", "Nali", "2008-01-05", false)]
    [InlineData("Lefèvre", "Zoé", "2008-01-05", null, "ZOE", "2008-01-05", false)]
    public void One_is_the_other_by_names_and_by_the_birth_date_where_both_have_one(
        string? nom, string? prenom, string? naissance, string? otherNom, string? otherPrenom, string? otherNaissance, bool same)
    {
        var (one, other) = (new IdentitePersonne(nom, prenom, Date(naissance)), new IdentitePersonne(otherNom, otherPrenom, Date(otherNaissance)));
        Assert.Equal((same, same), (one.EstAussi(other), other.EstAussi(one)));
    }

    [Fact]
    public void Whoever_is_held_holds_the_other_and_both_texts_cite_both() => Propriete.Holds(
        (from nom in Gen.Elements("Barbier", "Roux")
         from prenom in Gen.Elements("Emma", "Nicolas", "Zoé")
         from year in Gen.Choose(2005, 2008)
         select new IdentitePersonne(nom, prenom, new DateOnly(year, 2, 1))).ListOf(), people =>
    {
        var bearers = people.Take(5).Select((identite, i) => new PorteurIne(i + 1, identite)).ToList();
        var held = InePartage.Juger("712701000AB", bearers);
        foreach (var one in bearers)
            foreach (var other in bearers.Where(other => one.Identite.NePeutEtre(other.Identite)))
            {
                Assert.Contains($"dossier {other.CodeCandidat} ({other.Identite.EnClair})", held[one.CodeCandidat].Message, StringComparison.Ordinal);
                Assert.Contains($"dossier {one.CodeCandidat} ({one.Identite.EnClair})", held[other.CodeCandidat].Message, StringComparison.Ordinal);
            }

        Assert.All(held.Keys, code => Assert.Contains(bearers, other => bearers[code - 1].Identite.NePeutEtre(other.Identite)));
    });

    private static DateOnly? Date(string? text) => text is null ? null : DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
