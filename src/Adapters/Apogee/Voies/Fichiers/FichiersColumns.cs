using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>What of lots is sealed: what they rendered, and the files that lie in the database.</summary>
internal static class FichiersColumns
{
    public static readonly SealedColumn Opi = new("fichier_lot_opi", "contenu") { Key = "livraison, lot", IsText = true };

    public static readonly SealedColumn Partie = new("fichier_partie", "contenu")
    {
        Key = "lot, nom, numero", Owner = "(SELECT f.etablissement FROM fichier_lot f WHERE f.id = fichier_partie.lot)",
    };
}
