using System.Net;
using System.Runtime.CompilerServices;
using Parcoursup.Gateway.Domain.Etablissements;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// From where, and with which certificate, an account may be used: the same for the accounts of every way in. It costs nothing to ask,
/// so it is asked before any password is tried.
/// </summary>
public sealed class AccesCompte
{
    // The certificate's authority is read once for each saved configuration, not at each call.
    private static readonly ConditionalWeakTable<object, AccesCompte> Known = [];

    private readonly IReadOnlyList<IPNetwork> _networks;

    public AccesCompte(IReadOnlyList<string>? adresses, CertificatCompte? certificat)
    {
        _networks = [.. (adresses ?? []).Select(AddressList.Parse)];
        Certificat = certificat is null ? null : new ClientCertificate(certificat.EmpreinteSha256, certificat.Sujet, certificat.Autorite);
    }

    /// <summary>The certificate that is asked for; null when none is.</summary>
    public ClientCertificate? Certificat { get; }

    /// <summary>The configuration says from where the account may be used.</summary>
    public bool HasAddressList => _networks.Count > 0;

    /// <summary>The access of an account of the configuration; null: there is no such account, and nothing is asked of it.</summary>
    public static AccesCompte? Of<T>(T? compte, Func<T, AccesCompte> read) where T : class =>
        compte is null ? null : Known.GetValue(compte, _ => read(compte));

    public bool Allows(IPAddress? address) => !HasAddressList || address is not null && _networks.Any(n => n.Contains(address));

    /// <summary>Why this caller may not even try his password; null when he may.</summary>
    /// <param name="compte">Whose account it is, as in « du compte OPI ».</param>
    public Refused? Refusal(HttpContext http, DateTimeOffset now, string compte)
    {
        var address = CallerAddress.Of(http);
        if (!Allows(address))
            return new(StatusCodes.Status403Forbidden,
                $"L'adresse {address} n'est pas dans la liste {compte} : demander à l'administrateur de la passerelle de l'ajouter.");
        // A forwarded one that cannot be read is none.
        return Certificat is { } expected && !(http.Connection.ClientCertificate is { } shown && expected.Accepts(shown, now))
            ? new(StatusCodes.Status403Forbidden,
                $"Le certificat client {compte} est absent, expiré, ou n'est pas celui qui est attendu.")
            : null;
    }
}
