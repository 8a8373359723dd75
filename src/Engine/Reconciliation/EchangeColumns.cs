using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>What of the journal of exchanges is sealed: the bytes of both directions.</summary>
public static class EchangeColumns
{
    private const string Owner = "(SELECT l.etablissement FROM livraison l WHERE l.id = echange.livraison)";

    public static SealedColumn[] Textes => SealedColumn.Texts("echange", "id", Owner, UsageTexte.Lu, "message", "modifications");

    public static readonly SealedColumn Requete = new("echange", "requete") { Owner = Owner };
    public static readonly SealedColumn Reponse = new("echange", "reponse") { Owner = Owner };
}
