using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Adapters.Apogee.Hosted;

/// <summary>
/// A client that a university already runs calls the path of its own Apogée, whose context varies between sites
/// (contract of OpiMetier §1): what stands before <c>/services/…</c>, other than an établissement, becomes the path base.
/// </summary>
internal sealed class ServiceContext(RequestDelegate next, ConfigurationDirectory directory)
{
    private const string Services = "/services/";

    public Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        var end = path.IndexOf(Services, StringComparison.OrdinalIgnoreCase);
        if (end > 0 && ContextOf(path[..end]) is { Length: > 0 } context)
        {
            http.Request.PathBase = http.Request.PathBase.Add(new PathString(context.TrimEnd('/')));
            http.Request.Path = new PathString(path[context.Length..]);
        }

        return next(http);
    }

    // The address of an unknown établissement stays one, so that it is refused and not taken for a context.
    private string ContextOf(string before)
    {
        var start = before.TrimEnd('/').LastIndexOf('/');
        var last = before[(start + 1)..].TrimEnd('/');
        return Uai.HasShape(last) || directory.Current.Find(last) is not null ? before[..Math.Max(start, 0)] : before;
    }
}
