using System.Diagnostics;
using System.Xml;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Parcoursup.Gateway.Soap.Server;

/// <summary>Answers the POSTs of one address: guard, body, envelope, operation, reply; every failure is a fault.</summary>
internal sealed class SoapEndpoint(SoapService service, SoapEndpointOptions options, TimeProvider time, ILogger logger)
{
    public async Task PostAsync(HttpContext http)
    {
        RequestBody? body = null;
        SoapFailure failure;
        try
        {
            if (options.Guard is { } guard && await guard(http) is { } refusal)
            {
                await refusal.ExecuteAsync(http);
                return;
            }

            var charset = MediaType.CharsetOf(http.Request.ContentType, http.Request.Headers.ContentEncoding);
            body = await RequestBody.ReadAsync(http, options.Limits, time);
            await AnswerAsync(http, body, charset);
            return;
        }
        catch (SoapFailureException e)
        {
            failure = e.Failure;
            Log.Refused(logger, failure.Kind, failure.Request?.Name, 0, 0);
        }
        catch (BadHttpRequestException e)
        {
            failure = FailureOf(e);
            Log.Refused(logger, failure.Kind, null, 0, 0);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            Log.CallerLeft(logger);
            return;
        }
        catch (Exception e)
        {
            failure = Unexpected(http, e, null);
        }
        finally
        {
            // Nothing may use the body any more once it is back in the pool.
            body?.Dispose();
        }

        await FailAsync(http, default, failure);
    }

    private async ValueTask AnswerAsync(HttpContext http, RequestBody body, string? charset)
    {
        SoapMessage? request = null;
        SoapFailure failure;
        try
        {
            request = SoapMessage.Open(body.Memory, charset, options.Limits);
            var reply = await InvokeAsync(new SoapCall(request, body, http));
            await SoapResponder.SendAsync(http, reply);
            return;
        }
        catch (SoapFailureException e)
        {
            failure = e.Failure;
            Log.Refused(logger, failure.Kind, failure.Request?.Name, 0, 0);
        }
        catch (SoapRequestException e)
        {
            failure = new(SoapFailureKind.InvalidMessage, e.Code, e.Message, request?.Name);
            Log.Refused(logger, failure.Kind, request?.Name.Name, e.Line, e.Column);
        }
        catch (XmlException e) when (request is { IsComplete: false })
        {
            failure = new(
                SoapFailureKind.InvalidMessage, SoapFaultCode.Client, "Le contenu du message est incorrect.", request.Name);
            Log.Refused(logger, failure.Kind, request.Name.Name, e.LineNumber, e.LinePosition);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            failure = Unexpected(http, e, request?.Name);
        }
        finally
        {
            request?.Dispose();
        }

        await FailAsync(http, body.Memory, failure);
    }

    private async ValueTask<SoapReply> InvokeAsync(SoapCall call)
    {
        var operation = service.Resolve(call.Name)
            ?? throw new SoapFailureException(new(
                SoapFailureKind.UnknownOperation,
                SoapFaultCode.Client,
                "L'opération demandée n'existe pas dans ce service.",
                call.Name));
        if (SoapAction.NamesAnother(call.HttpContext.Request.Headers[SoapAction.Header], call.Name, service) is { } other)
            throw new SoapFailureException(new(
                SoapFailureKind.InvalidMessage,
                SoapFaultCode.Client,
                $"L'en-tête SOAPAction désigne l'opération {other} alors que le corps du message appelle {call.Name.Name} : "
                + "indiquer la même, ou laisser l'en-tête vide.",
                call.Name));
        var reply = await operation.InvokeAsync(call, call.HttpContext.RequestAborted);
        if (reply is not SoapReply.Faulted) call.CompleteReading();
        return reply;
    }

    private async ValueTask FailAsync(HttpContext http, ReadOnlyMemory<byte> raw, SoapFailure failure)
    {
        var fault = failure.ToFault();
        try
        {
            // The wording first: a journal that fails must not cost the caller its fault.
            if (options.DescribeFailure is { } describe) fault = describe(http, failure);
            // What is only put off comes again.
            if (!raw.IsEmpty && failure.RetryAfter is null && options.Refused is { } refused)
                await refused(http, raw, failure, http.RequestAborted);
        }
        catch (Exception e)
        {
            Log.HookFailed(logger, e);
        }

        if (http.Response.HasStarted || http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        if (failure.RetryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds;
        // The rest of an unread body is not worth reading.
        if (raw.IsEmpty && HttpProtocol.IsHttp11(http.Request.Protocol)) http.Response.Headers.Connection = "close";
        await SoapResponder.SendFaultAsync(http, failure.Status, fault);
    }

    private SoapFailure Unexpected(HttpContext http, Exception e, XmlQualifiedName? request)
    {
        if (options.Unavailable?.Invoke(e) is { } pause)
        {
            Log.Unavailable(logger, request?.Name, e);
            return new(SoapFailureKind.Unavailable, SoapFaultCode.Server, pause.Message, request) { RetryAfter = pause.RetryAfter };
        }

        var correlation = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
        Log.Unexpected(logger, correlation, request?.Name, e);
        return new(
            SoapFailureKind.Unexpected,
            SoapFaultCode.Server,
            $"Une erreur interne empêche de traiter le message. Référence à communiquer : {correlation}",
            request,
            correlation);
    }

    private static SoapFailure FailureOf(BadHttpRequestException e) => e.StatusCode switch
    {
        413 => new(SoapFailureKind.TooLarge, SoapFaultCode.Client, "Le message est trop volumineux."),
        408 => new(SoapFailureKind.TooSlow, SoapFaultCode.Client, "Le message n'est pas arrivé dans le délai imparti."),
        _ => new(SoapFailureKind.BadHttpRequest, SoapFaultCode.Client, "La requête HTTP est malformée."),
    };
}
