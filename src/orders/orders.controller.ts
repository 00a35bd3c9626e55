import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Caller, type Principal } from '../auth/principal';
import { AnswerExample, Refusals } from '../platform/http/openapi/documented';
import { type Page, pageOf } from '../platform/http/page';
import { BigIntPipe } from '../platform/http/path-ids';
import { ListOrdersQuery, toOrderFilter } from './dto/list-orders.query';
import { type OrderStoryView, type OrderView, presentOrder, presentStory } from './order-view';
import { OrdersService } from './orders.service';

@ApiTags('trading')
@ApiBearerAuth()
@Controller('trading/orders')
export class OrdersController {
  constructor(private readonly orders: OrdersService) {}

  @Get()
  @Allow('terminal', 'read')
  @ApiOperation({ summary: 'List orders, the newest first' })
  async list(@Caller() { userId }: Principal, @Query() query: ListOrdersQuery): Promise<Page<OrderView>> {
    const filter = toOrderFilter(query);
    const rows = await this.orders.list(userId, { ...filter, limit: filter.limit + 1 });
    return pageOf(rows, filter.limit, ({ id }) => [id], presentOrder);
  }

  @Get(':orderId')
  @Allow('terminal', 'read')
  @AnswerExample(200, 'orders/order.response')
  @Refusals({ 404: ['ORDER.NOT_FOUND'] })
  @ApiOperation({ summary: 'One order with everything that ever happened to it' })
  async get(
    @Caller() { userId }: Principal,
    @Param('orderId', BigIntPipe) orderId: string,
  ): Promise<OrderStoryView> {
    const { order, events } = await this.orders.get(userId, orderId);
    return presentStory(order, events);
  }
}
