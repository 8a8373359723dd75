using System.Security;
using System.Text;

namespace Parcoursup.Gateway.Adapters.Apogee;

/// <summary>
/// The contract that is served: <c>wsdl/OpiMetier-v9-v10.wsdl</c> as written, but for the address. It imports nothing,
/// so that a client behind any proxy needs one request only.
/// </summary>
public static class OpiWsdl
{
    private const string Resource = "OpiMetier.wsdl";
    private const string Mark = "<soap:address location=\"";

    private static readonly (string Before, string After) Text = Split();

    /// <summary>The WSDL with the address at which its reader reaches the service.</summary>
    public static string Render(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return $"{Text.Before}{SecurityElement.Escape(address.AbsoluteUri)}{Text.After}";
    }

    private static (string Before, string After) Split()
    {
        using var stream = typeof(OpiWsdl).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from the build.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var wsdl = reader.ReadToEnd();
        var start = wsdl.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        return (wsdl[..start], wsdl[wsdl.IndexOf('"', start)..]);
    }
}
