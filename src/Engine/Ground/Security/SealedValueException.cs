using System.Globalization;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>A sealed value cannot be opened; the message is French, and for who administers the gateway.</summary>
public sealed class SealedValueException : ContenuFermeException
{
    private SealedValueException(string message, Exception? cause = null) : base(message, cause)
    {
    }

    internal static SealedValueException Lost(string etablissement, long key) =>
        new(LostText($"{key.ToString(CultureInfo.InvariantCulture)} de l'établissement « {etablissement} »")) { IsLost = true };

    /// <summary>In the place of a text whose key is no more, whoever's it was.</summary>
    internal static string LostText(long key) => LostText(key.ToString(CultureInfo.InvariantCulture));

    private static string LostText(string key) => $"{TexteEfface.Debut}{key} n'existe plus : ce qu'elle chiffrait est effacé. "
        + "Si elle n'a pas été effacée à dessein, la rétablir d'une sauvegarde (table cle_donnees).";

    /// <summary>Without a name: whoever reads it may be another établissement's.</summary>
    internal static SealedValueException Foreign(Exception? cause = null) => new(
        "Un texte chiffré a été modifié ou déplacé dans la base : il est refusé. Rechercher qui "
        + "écrit dans la base, et comparer avec une sauvegarde.", cause);

    internal static SealedValueException Foreign(string etablissement, SealedColumn column, Exception? cause = null) => new(
        $"Un contenu chiffré de l'établissement « {etablissement} » ({column.Table}.{column.Column}) a été modifié ou déplacé dans la "
        + "base : il est refusé. Rechercher qui écrit dans la base, et comparer avec une sauvegarde.", cause);

    internal static SealedValueException Unwrapped(string etablissement, Exception? cause = null) => new(
        $"La clé de données de l'établissement « {etablissement} » ne s'ouvre pas avec la clé maîtresse : elle a été modifiée ou déplacée "
        + "dans la base. La rétablir d'une sauvegarde (table cle_donnees).", cause);
}
