using Parcoursup.Gateway.Domain.Catalogue.Envois;

namespace Parcoursup.Gateway.Domain.Tests.Catalogue.Envois;

/// <summary>What a line of the return flow asks for, and of which formation.</summary>
public sealed class StatutRetourTests
{
    [Theory]
    [InlineData("Clé ME ajoutée manuellement dans Parcoursup", EffetRetour.CleAjoutee)]
    [InlineData("Publication annulée suite à suppression de la formation dans Parcoursup", EffetRetour.PublicationAnnulee)]
    [InlineData("Formation déclarée fermée dans Parcoursup", EffetRetour.Fermeture)]
    [InlineData("Publié sur le MDR", EffetRetour.PublieMdr)]
    [InlineData("Aucune donnée à mettre à jour", EffetRetour.RienAFaire)]
    public void A_status_is_read_whatever_surrounds_it(string statut, EffetRetour effet)
    {
        Assert.Equal(effet, StatutRetour.Lire(statut));
        Assert.Equal(effet, StatutRetour.Lire($"  {statut}\r\n"));
        Assert.Equal(effet, StatutRetour.Lire(statut.Normalize(System.Text.NormalizationForm.FormD)));
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("Publié"), InlineData("Formation déclarée fermée dans Parcoursup depuis 2025")]
    [InlineData("Non Publié sur le MDR")]
    public void Any_other_status_is_unknown(string? statut) => Assert.Equal(EffetRetour.Inconnu, StatutRetour.Lire(statut));

    [Theory]
    [InlineData("A#L01", null, true), InlineData("A#L01", "999", true), InlineData("B#L01", "34513", true), InlineData("B#L01", " 34513 ", true)]
    [InlineData("B#L01", null, false), InlineData("B#L01", "", false), InlineData("B#L01", "1", false)]
    public void A_line_designates_by_key_or_by_id(string cle, string? id, bool attendu) =>
        Assert.Equal(attendu, new LigneRetour(1, "34513", "A#L01", EffetRetour.Fermeture, null).Designe(cle, id));

    [Theory]
    [InlineData(null), InlineData(""), InlineData(" "), InlineData("0")]
    public void A_line_without_id_never_designates_the_formations_that_have_none(string? id) =>
        Assert.False(new LigneRetour(1, null, "A#L01", EffetRetour.Fermeture, null).Designe("B#L01", id));
}
