namespace Parcoursup.Gateway.Adapters.Exposition.Protocol.Http;

/// <summary>Counts what leaves.</summary>
internal sealed class CompteurAppels
{
    private long _formations;
    private long _certifications;
    private long _regionales;
    private long _jeton;

    public AppelsExposition Appels => new(
        Interlocked.Read(ref _formations), Interlocked.Read(ref _certifications), Interlocked.Read(ref _jeton),
        Interlocked.Read(ref _regionales));

    public void Jeton() => Interlocked.Increment(ref _jeton);

    public void De(RouteExposition route)
    {
        if (route == RouteExposition.Formations) Interlocked.Increment(ref _formations);
        else if (route == RouteExposition.Certifications) Interlocked.Increment(ref _certifications);
        else Interlocked.Increment(ref _regionales);
    }
}
