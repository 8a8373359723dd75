using System.Text;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>The <c>identifiant</c> object of a body; null where it, or one of its members, is missing (contract §1).</summary>
public sealed record Identifiants(string? Login, string? MotDePasse)
{
    public static readonly Identifiants Absents = new(null, null);

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Login = ").Append(Login).Append(", MotDePasse = ***");
        return true;
    }
}
