using System.Text;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Catalogue;

namespace Parcoursup.Gateway.Adapters.Catalogue.Tests.Etat;

/// <summary>A night reads of a formation only what its rules may need, and comes to what the whole would say.</summary>
public class LectureDonneesTests
{
    private static readonly MoteurRegles Moteur = new(
    [
        new Regle { Id = "r", Niveau = "5 (BTS, DEUST...)", Diplome = "BTS", PeutIntegrer = true, Statut = StatutCatalogue.APublier },
    ]);

    [Theory]
    [InlineData("""{"niveau":"5 (BTS, DEUST...)","diplome":"BTS","annee":"1"}""", true)]
    [InlineData("""{"diplome":"BTS","annee":"1","niveau":"5 (bts, deust...)"}""", true)]
    [InlineData("""{"niveau":"5 (BTS, DEUST...)","diplome":"BUT","annee":"1"}""", false)]
    [InlineData("""{"diplome":"BTS","annee":"1","niveau":"4 (BAC...)"}""", false)]
    [InlineData("""{"niveau":"un autre","diplome":"BTS","annee":"1"}""", false)]
    [InlineData("""{"diplome":"BTS","annee":"1"}""", true)]
    [InlineData("{}", true)]
    public void What_no_rule_speaks_of_is_not_read_further(string json, bool read)
    {
        var (nuit, whole) = (new ContexteNuit(new(2026, 2, 12), 2025), new LectureDonnees().Lire("C", true, json));

        var needed = new LectureDonnees().Lire("C", true, Encoding.UTF8.GetBytes(json), Moteur);

        Assert.Equal(read, needed is not null);
        Assert.Equal(needed is null ? null : whole.Annee, needed?.Annee);
        Assert.Equal(Moteur.Evaluer(whole, nuit).Statut, (needed is null ? MoteurRegles.AucuneRegle : Moteur.Evaluer(needed, nuit)).Statut);
    }

    [Fact]
    public void Without_rules_everything_is_read() =>
        Assert.Equal("1", new LectureDonnees().Lire("C", true, """{"niveau":"4 (BAC...)","diplome":"X","annee":"1"}"""u8, null)?.Annee);
}
