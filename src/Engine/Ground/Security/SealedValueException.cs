using System.Globalization;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>A sealed value cannot be opened; the message is French, and for who administers the gateway.</summary>
public sealed class SealedValueException : Exception
{
    private SealedValueException(string message, Exception? cause = null) : base(message, cause)
    {
    }

    /// <summary>Nobody will open it any more, and nobody has done anything wrong.</summary>
    public bool IsLost { get; private init; }

    internal static SealedValueException Lost(string etablissement, long key) => new(
        $"La clé de données {key.ToString(CultureInfo.InvariantCulture)} de l'établissement « {etablissement} » n'existe plus : "
        + "ce qu'elle chiffrait est effacé. Si elle n'a pas été effacée à dessein, la rétablir d'une sauvegarde (table cle_donnees).")
    {
        IsLost = true,
    };

    internal static SealedValueException Foreign(string etablissement, SealedColumn column, Exception? cause = null) => new(
        $"Un contenu chiffré de l'établissement « {etablissement} » ({column.Table}.{column.Column}) a été modifié ou déplacé dans la "
        + "base : il est refusé. Rechercher qui écrit dans la base, et comparer avec une sauvegarde.", cause);

    internal static SealedValueException Unwrapped(string etablissement, Exception? cause = null) => new(
        $"La clé de données de l'établissement « {etablissement} » ne s'ouvre pas avec la clé maîtresse : elle a été modifiée ou déplacée "
        + "dans la base. La rétablir d'une sauvegarde (table cle_donnees).", cause);
}
