using System.Security;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Parcoursup.Gateway.Soap;

/// <summary>
/// A WSDL as written, but for the location in its only <c>soap:address</c>. Encoded once: answering copies bytes.
/// </summary>
public sealed class WsdlDocument
{
    private const string Mark = "<soap:address location=\"";

    private readonly byte[] _before;
    private readonly byte[] _after;

    /// <exception cref="ArgumentException">The text has no <c>soap:address</c>.</exception>
    public WsdlDocument(string wsdl)
    {
        ArgumentNullException.ThrowIfNull(wsdl);
        var start = wsdl.IndexOf(Mark, StringComparison.Ordinal);
        if (start < 0) throw new ArgumentException("The WSDL has no soap:address.", nameof(wsdl));
        start += Mark.Length;
        _before = Encoding.UTF8.GetBytes(wsdl[..start]);
        _after = Encoding.UTF8.GetBytes(wsdl[wsdl.IndexOf('"', start)..]);
    }

    /// <summary>The text with the address at which its reader reaches the service.</summary>
    public string Render(Uri address) => Encoding.UTF8.GetString(_before) + Escape(address) + Encoding.UTF8.GetString(_after);

    /// <summary>The same as an answer.</summary>
    public IResult At(Uri address) => new Answer(this, Encoding.UTF8.GetBytes(Escape(address)));

    private static string Escape(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return SecurityElement.Escape(address.AbsoluteUri);
    }

    private sealed class Answer(WsdlDocument document, byte[] address) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var (response, aborted) = (httpContext.Response, httpContext.RequestAborted);
            response.ContentType = "text/xml; charset=utf-8";
            response.ContentLength = document._before.Length + address.Length + document._after.Length;
            await response.Body.WriteAsync(document._before, aborted);
            await response.Body.WriteAsync(address, aborted);
            await response.Body.WriteAsync(document._after, aborted);
        }
    }
}
