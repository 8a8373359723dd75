using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Service;

/// <summary>Which delivery, in which revision, a job was entrusted with, and under which lease.</summary>
internal sealed record OpiTicket(long Livraison, long Revision, string Bail);

/// <summary>
/// Tickets ("jetons") of entrusted OPI: sealed by data protection for one établissement, so that nobody can make one or
/// use somebody else's, and good on every node.
/// </summary>
internal sealed class OpiTickets(IDataProtectionProvider provider)
{
    private const string Purpose = "Parcoursup.Gateway.JetonOpi";

    public string Seal(string etablissement, OpiTicket ticket) => ProtectorOf(etablissement).Protect(
        string.Create(CultureInfo.InvariantCulture, $"{ticket.Livraison}|{ticket.Revision}|{ticket.Bail}"));

    /// <summary>Null when it is none of this établissement's.</summary>
    public OpiTicket? Open(string etablissement, string jeton)
    {
        try
        {
            var parts = ProtectorOf(etablissement).Unprotect(jeton).Split('|', 3);
            return new(long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector ProtectorOf(string etablissement) => provider.CreateProtector(Purpose, etablissement);
}
