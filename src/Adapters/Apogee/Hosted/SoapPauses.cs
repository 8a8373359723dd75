using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Hosted;

/// <summary>What puts a SOAP caller off instead of failing him: he may repeat the same message.</summary>
internal sealed class SoapPauses(WriteProbe probe)
{
    public SoapPause? Of(Exception failure)
    {
        if (failure is EnvoiRepousse later) return new SoapPause(later.Message, later.RetryAfterSeconds);
        if (GroundFailure.Of(failure) is not { } ground) return null;
        if (ground.IsDiskFull) probe.NoteFull();
        return new SoapPause(ground.Message, ground.RetryAfterSeconds);
    }
}
